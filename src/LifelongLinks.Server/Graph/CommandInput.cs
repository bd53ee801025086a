using System.Reflection;
using System.Runtime.CompilerServices;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// An input type from a class of Core: what can be set and is not the server's to fill in, with its limits in the description. What need
/// not be given has the default that the class gives it.
/// </summary>
public sealed class InputType<T> : AutoRegisteringInputObjectGraphType<T>
{
    private static readonly PropertyInfo? _given = typeof(T).IsAssignableTo(typeof(Command)) ? typeof(T).GetProperty(nameof(Command.Given)) : null;
    private static readonly Dictionary<string, string> _properties =
        typeof(T).GetProperties().ToDictionary(p => InputLimits.NameOf(p.Name), p => p.Name);

    // Only to read what a property is when nothing sets it.
    private static readonly object _blank = Activator.CreateInstance(typeof(T), nonPublic: true)!;

    /// <inheritdoc/>
    protected override void ConfigureGraph()
    {
        base.ConfigureGraph();
        Name = typeof(T).Name.EndsWith("Input", StringComparison.Ordinal) ? typeof(T).Name : typeof(T).Name + "Input";
        Description = Conventions.OnOneLine(Description);
    }

    /// <inheritdoc/>
    protected override IEnumerable<MemberInfo> GetRegisteredMembers() => base.GetRegisteredMembers()
        .Where(m => m is PropertyInfo { SetMethod.IsPublic: true } && m.GetCustomAttribute<ServerGivesAttribute>() is null);

    /// <inheritdoc/>
    protected override TypeInformation GetTypeInformation(MemberInfo memberInfo) =>
        Conventions.Ids(base.GetTypeInformation(memberInfo), memberInfo.Name);

    /// <inheritdoc/>
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        if (base.CreateField(memberInfo) is not { } field)
        {
            return null;
        }
        var property = (PropertyInfo)memberInfo;
        if (property.GetCustomAttribute<RequiredMemberAttribute>() is null && property.GetValue(_blank) is { } usual && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull)
        {
            field.DefaultValue = usual;
        }
        string limits = string.Join("; ", property.GetCustomAttributes<LimitAttribute>().Select(l => l.Told));
        field.Description = Conventions.OnOneLine(field.Description) + (limits.Length == 0 ? "" : $" ({char.ToUpperInvariant(limits[0])}{limits[1..]}.)");
        return field;
    }

    /// <inheritdoc/>
    public override object ParseDictionary(IDictionary<string, object?> value)
    {
        object input = base.ParseDictionary(value);
        _given?.SetValue(input, new SortedSet<string>(value.Keys.Select(k => _properties[k]), StringComparer.Ordinal));
        return input;
    }
}
