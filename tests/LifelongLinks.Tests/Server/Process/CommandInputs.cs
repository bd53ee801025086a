using System.Reflection;
using System.Runtime.CompilerServices;
using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>Inputs of commands, made from their records.</summary>
internal static class CommandInputs
{
    /// <summary>What has to be given, each value within its limits.</summary>
    internal static Dictionary<string, object?> Required(Type input) => input.GetProperties()
        .Where(p => p.GetCustomAttribute<ServerGivesAttribute>() is null && (p.GetCustomAttribute<RequiredMemberAttribute>() is not null || (p.Name == nameof(CaseCommand.ChildId))))
        .ToDictionary(p => InputLimits.NameOf(p.Name), p => (object?)Within(p));

    private static object Within(PropertyInfo property)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return property.Name == nameof(CaseCommand.ChildId) ? Stories.Amara
            : property.GetCustomAttribute<IdsAttribute>() is not null ? type == typeof(string) ? Stories.Amara : new[] { Stories.AmarasNan }
            : type == typeof(string) ? "x" : type == typeof(bool) ? true : type == typeof(int) ? 3 : type == typeof(double) ? 3.0
            : type == typeof(DateOnly) ? "2026-06-30" : type.IsEnum ? Word(type)
            : type == typeof(Cadence) ? new { times = 1, every = 1, unit = "WEEK" }
            : type.IsGenericType && type.GetGenericArguments()[0] is { IsEnum: true } word ? new[] { Word(word) }
            : throw new InvalidOperationException($"Say what {property.DeclaringType!.Name}.{property.Name} may be.");
    }

    internal static string Word(Type type) => Words.Of(Enum.GetNames(type)[0]);
}
