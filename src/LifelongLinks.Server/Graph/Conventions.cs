using System.Reflection;
using System.Security.Claims;
using GraphQL.Types;

namespace LifelongLinks.Server;

/// <summary>
/// How classes and records become the contract's types, in one place: enums as <see cref="Words"/> writes them, days as Date, instants
/// as DateTime, ids as ID, nullability as in C#, descriptions from the doc comments. A record of Core gives its properties only:
/// its functions take days and cases, which are not the client's to give.
/// </summary>
public sealed class Conventions : IGraphTypeMappingProvider
{
    /// <summary>Parameters of these types are given to a resolver by the server, and are no arguments.</summary>
    private static readonly HashSet<Type> _services =
        [typeof(IStore), typeof(Viewer), typeof(Clock), typeof(Settings), typeof(Batches), typeof(Reading), typeof(AuthorityMetrics), typeof(ClaimsPrincipal)];

    /// <summary>Records of Core that the contract has with more than their properties.</summary>
    private static readonly Dictionary<Type, Type> _records = typeof(Conventions).Assembly.GetTypes()
        .Where(t => t is { IsAbstract: false, BaseType.IsGenericType: true }
            && t.BaseType.GetGenericTypeDefinition() is var type && (type == typeof(RecordType<>) || type == typeof(FactType<>)))
        .ToDictionary(t => t.BaseType!.GetGenericArguments()[0]);

    /// <summary>The contract's type of a type of ours; what others decided for everything else.</summary>
    public Type? GetGraphTypeFromClrType(Type clrType, bool isInputType, Type? preferredGraphType) =>
        clrType == typeof(DateOnly) ? typeof(DateType)
        : clrType == typeof(DateTimeOffset) ? typeof(DateTimeType)
        : clrType.IsEnum ? typeof(WordsType<>).MakeGenericType(clrType)
        : !isInputType && _records.TryGetValue(clrType, out var record) ? record
        : preferredGraphType is not null || clrType.Namespace?.StartsWith("LifelongLinks", StringComparison.Ordinal) != true ? preferredGraphType
        : (isInputType ? typeof(InputType<>) : clrType.IsInterface ? typeof(InterfaceType<>) : typeof(OutputType<>)).MakeGenericType(clrType);

    /// <summary>Members that become fields: of a class of Core its properties, of ours its functions too; static ones of roots only.</summary>
    internal static IEnumerable<MemberInfo> Fields<T>(IEnumerable<MemberInfo> members)
    {
        bool core = typeof(T).Assembly == typeof(Node).Assembly, root = typeof(T).Name is "Query" or "Mutation" or "Subscription";
        return members.Where(m => m switch
        {
            PropertyInfo property => root || !property.GetMethod!.IsStatic,
            MethodInfo method => !core && (root || !method.IsStatic),
            _ => false,
        });
    }

    /// <summary>The contract's type of a record of Core.</summary>
    internal static Type RecordTypeOf(Type record) => _records[record];

    /// <summary>The doc comment of a class.</summary>
    internal static string? DescriptionOf(Type type) => OnOneLine(((IGraphType)Activator.CreateInstance(typeof(InputType<>).MakeGenericType(type))!).Description);

    /// <summary>The doc comment of a property.</summary>
    internal static string? DescriptionOf<T>(string property) =>
        new OutputType<T>().Fields.First(f => f.Name.Equals(property, StringComparison.OrdinalIgnoreCase)).Description;

    /// <summary>What arguments mean that many fields take; a field that means something else says so itself.</summary>
    private static readonly Dictionary<string, string> _usualArguments = new()
    {
        ["asOf"] = "The day on which facts are taken; today by default, never after it.",
        ["from"] = "The first day, itself included.",
        ["to"] = "The last day, itself included.",
        ["bucket"] = "How the series is cut.",
        ["id"] = "The id, as the server gave it.",
        ["ids"] = "The ids, as the server gave them.",
        ["kind"] = "Only those of this kind.",
    };

    /// <summary>A field whose doc comments read as one line, with the usual meaning of arguments that have no comment of their own.</summary>
    internal static FieldType Described(FieldType field)
    {
        field.Description = OnOneLine(field.Description);
        foreach (var argument in field.Arguments ?? [])
        {
            argument.Description = OnOneLine(argument.Description) ?? _usualArguments.GetValueOrDefault(argument.Name);
        }
        return field;
    }

    /// <summary>A doc comment as one line: how it was wrapped in the source is of no interest to clients.</summary>
    internal static string? OnOneLine(string? text) =>
        string.IsNullOrWhiteSpace(text) ? null : string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>Texts named Id, ids or somethingId are ids, and opaque.</summary>
    internal static TypeInformation Ids(TypeInformation information, string name)
    {
        bool isId = name.Equals("id", StringComparison.OrdinalIgnoreCase) || name.Equals("ids", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("Id", StringComparison.Ordinal) || name.EndsWith("Ids", StringComparison.Ordinal);
        if (isId && information.Type == typeof(string) && information.GraphType is null)
        {
            information.GraphType = typeof(IdGraphType);
        }
        return information;
    }

    /// <summary>A page may be null, as in a HotChocolate server: so a bad argument of one list costs nothing else of the answer.</summary>
    internal static TypeInformation Pages(TypeInformation information)
    {
        if (information.Type.IsGenericType && information.Type.GetGenericTypeDefinition() == typeof(Connection<>))
        {
            information.IsNullable = true;
        }
        return information;
    }

    /// <summary>What the server gives rather than the client: services and the cancellation of the request; and pages.</summary>
    internal static ArgumentInformation Given<TParameter>(ArgumentInformation argument)
    {
        if (_services.Contains(typeof(TParameter)))
        {
            argument.SetDelegateWithCast(context => context.RequestServices!.GetRequiredService(typeof(TParameter)));
        }
        else if (typeof(TParameter) == typeof(PageArguments))
        {
            argument.SetDelegateWithCast(PageArguments.From);
        }
        return argument;
    }
}

/// <summary>An object type from a class.</summary>
public class OutputType<T> : AutoRegisteringObjectGraphType<T>
{
    /// <inheritdoc/>
    protected override void ConfigureGraph()
    {
        base.ConfigureGraph();
        Name = ManyAttribute.NameOf(typeof(T)) ?? Name;
        Description = Conventions.OnOneLine(Description);
    }

    /// <inheritdoc/>
    protected override IEnumerable<MemberInfo> GetRegisteredMembers() => Conventions.Fields<T>(base.GetRegisteredMembers());

    /// <inheritdoc/>
    protected override TypeInformation GetTypeInformation(MemberInfo memberInfo) =>
        Conventions.Pages(Conventions.Ids(base.GetTypeInformation(memberInfo), memberInfo.Name));

    /// <inheritdoc/>
    protected override TypeInformation GetTypeInformation(ParameterInfo parameterInfo) =>
        Conventions.Ids(base.GetTypeInformation(parameterInfo), parameterInfo.Name!);

    /// <inheritdoc/>
    protected override ArgumentInformation GetArgumentInformation<TParameterType>(FieldType fieldType, ParameterInfo parameterInfo) =>
        Conventions.Given<TParameterType>(base.GetArgumentInformation<TParameterType>(fieldType, parameterInfo));

    /// <inheritdoc/>
    protected override FieldType? CreateField(MemberInfo memberInfo)
    {
        if (base.CreateField(memberInfo) is not { } field)
        {
            return null;
        }
        if (memberInfo is MethodInfo method)
        {
            PageArguments.AddTo(field, method);
        }
        FieldNeeds.ByDefault(field, memberInfo);
        field.Resolver = EngineGetter.For(memberInfo, field.Resolver);
        return Conventions.Described(field);
    }
}

/// <summary>An interface type from an interface.</summary>
public sealed class InterfaceType<T> : AutoRegisteringInterfaceGraphType<T>
{
    /// <inheritdoc/>
    protected override TypeInformation GetTypeInformation(MemberInfo memberInfo) =>
        Conventions.Ids(base.GetTypeInformation(memberInfo), memberInfo.Name);

    /// <inheritdoc/>
    protected override TypeInformation GetTypeInformation(ParameterInfo parameterInfo) =>
        Conventions.Ids(base.GetTypeInformation(parameterInfo), parameterInfo.Name!);

    /// <inheritdoc/>
    protected override ArgumentInformation GetArgumentInformation<TParameterType>(FieldType fieldType, ParameterInfo parameterInfo) =>
        Conventions.Given<TParameterType>(base.GetArgumentInformation<TParameterType>(fieldType, parameterInfo));
}

/// <summary>An enum, its values in the contract's words.</summary>
public sealed class WordsType<T> : EnumerationGraphType<T> where T : struct, Enum
{
    /// <inheritdoc/>
    protected override string ChangeEnumCase(string val) => Words.Of(val);
}

public static class ConventionServices
{
    /// <summary>Adds the types that the conventions make.</summary>
    public static void AddConventions(this IServiceCollection services)
    {
        foreach (var type in (Type[])[typeof(OutputType<>), typeof(InterfaceType<>), typeof(InputType<>), typeof(WordsType<>)])
        {
            services.AddTransient(type);
        }
        services.AddTransient(typeof(PayloadType<>));
        services.AddTransient(typeof(CommandErrorUnion<>));
        services.AddTransient<DateType>();
        services.AddTransient<DateTimeType>();
    }
}
