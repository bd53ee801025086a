using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace LifelongLinks.Tests.Server;

/// <summary>The page of attacks names tests; they are there, and every attack has one.</summary>
public sealed partial class SecurityPageTests
{
    [Fact]
    public async Task Every_attack_on_the_page_has_a_test_that_is_there()
    {
        HashSet<string> tests = [.. typeof(SecurityPageTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(FactAttribute), inherit: true)).Select(m => m.Name)];
        string[] attacks = [.. (await File.ReadAllLinesAsync(Page())).Where(line => line.StartsWith("| ", StringComparison.Ordinal) && !line.StartsWith("| attack ", StringComparison.Ordinal) && !line.StartsWith("| ---", StringComparison.Ordinal))];
        Assert.True(attacks.Length > 40, $"{attacks.Length} attacks");
        Assert.All(attacks, attack =>
        {
            string[] named = [.. Quoted().Matches(attack.TrimEnd(' ', '|').Split(" | ")[^1]).Select(m => m.Groups[1].Value)];
            Assert.NotEmpty(named);
            Assert.All(named, name => Assert.Contains(name, tests));
        });
    }

    [GeneratedRegex("`([A-Za-z0-9_]+)`")]
    private static partial Regex Quoted();

    private static string Page([CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, "..", "..", "..", "..", "docs", "security.md");
}
