using LifelongLinks.Server;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>What databases and parsers say quotes what they were given; none of it reaches a log.</summary>
public sealed class CarefulLoggingTests
{
    private const string Marked = "Zebedee Quillfeather";

    public static TheoryData<string, Exception> Faults => new()
    {
        { "Microsoft.Data.Sqlite.SqliteException: SQLite 19/2067", Real(() => Constraint()) },
        { "LifelongLinks.Bolt.ClientException: Neo.ClientError.Schema.ConstraintValidationFailed",
            new LifelongLinks.Bolt.ClientException("Neo.ClientError.Schema.ConstraintValidationFailed", $"Node(7) already exists with label `Child` and property `reference` = '{Marked}'") },
        { "System.Text.Json.JsonException", Real(() => System.Text.Json.JsonSerializer.Deserialize<Dictionary<string, int>>($"{{\"{Marked}\": \"x\"}}")) },
        { "System.ArgumentException", new ArgumentException(Marked, Marked) },
        { "System.FormatException", Real(() => DateTime.Parse(Marked, null)) },
        { "System.Collections.Generic.KeyNotFoundException", Real(() => new Dictionary<string, int>()[Marked]) },
        { "System.IO.DirectoryNotFoundException", Real(() => File.ReadAllText($"/nowhere/{Marked}")) },
        { "STORE", new StoreUnavailableException("The store is full.", new SqliteException(Marked, 13)) { Fault = StoreFault.Full } },
        { "System.AggregateException", new AggregateException(Marked, new FormatException(Marked), new InvalidOperationException(Marked, new ArgumentException(Marked))) },
    };

    [Theory, MemberData(nameof(Faults))]
    public void Of_an_exception_its_type_code_and_stack_are_logged_and_none_of_its_text(string said, Exception fault)
    {
        var (log, services) = Logging();
        services.GetRequiredService<ILogger<Hub>>().Say(LogLevel.Error, "It failed", fault);
        string line = Assert.Single(log.Lines);
        Assert.StartsWith("It failed ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Zebedee", line, StringComparison.Ordinal);
        Assert.DoesNotContain("Quillfeather", line, StringComparison.Ordinal);
        if (said == "STORE")
        {
            Assert.Contains("FULL: The store is full.", line, StringComparison.Ordinal);
            Assert.Contains("SQLite 13/", line, StringComparison.Ordinal);
            return;
        }
        Assert.Contains(said, line, StringComparison.Ordinal);
        if (fault.StackTrace is not null)
        {
            Assert.Contains(nameof(Real), line, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Every_exception_within_is_named_with_its_stack()
    {
        string line = new LoggedException(new AggregateException(new FormatException(), new InvalidOperationException("", Real(() => File.ReadAllText("/nowhere/at/all"))))).ToString();
        foreach (string type in (string[])["System.AggregateException", "System.FormatException", "System.InvalidOperationException", "System.IO.DirectoryNotFoundException"])
        {
            Assert.Contains(type, line, StringComparison.Ordinal);
        }
        Assert.Contains(nameof(Real), line, StringComparison.Ordinal);
    }

    [Fact]
    public void Of_the_framework_its_warnings_are_logged_whatever_the_settings_say_and_none_of_its_scopes()
    {
        var (log, services) = Logging();
        var framework = services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");
        Assert.False(framework.IsEnabled(LogLevel.Information));
        framework.Say(LogLevel.Information, $"Request starting /graphql?query={Marked}");
        Assert.Null(framework.BeginScope(Marked));
        Assert.Empty(log.Lines);
        framework.Say(LogLevel.Warning, "As of today");
        Assert.Single(log.Lines);
        services.GetRequiredService<ILogger<Hub>>().Say(LogLevel.Debug, "ours");
        Assert.Equal(2, log.Lines.Count);
    }

    private static (EngineTests.LogBook Log, IServiceProvider Services) Logging()
    {
        EngineTests.LogBook log = new();
        ServiceCollection services = new();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(log));
        services.AddCarefulLogging();
        return (log, services.BuildServiceProvider());
    }

    private static Exception Real(Func<object?> fails)
    {
        try
        {
            fails();
        }
        catch (Exception e)
        {
            return e;
        }
        throw new InvalidOperationException("It did not fail.");
    }

    private static int Constraint()
    {
        using SqliteConnection connection = new("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = $"CREATE TABLE a (name TEXT); CREATE UNIQUE INDEX \"{Marked}\" ON a(lower(name)); INSERT INTO a VALUES ('{Marked}'), ('{Marked}')";
        return command.ExecuteNonQuery();
    }
}
