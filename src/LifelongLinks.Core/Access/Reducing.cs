using System.Collections.Concurrent;
using System.Linq.Expressions;

namespace LifelongLinks.Core;

/// <summary>Facts without the fields that somebody may not read, as <see cref="AccessTable"/> has them.</summary>
internal static class Reducing
{
    private static readonly ConcurrentDictionary<(Type, Audience), Func<CaseNode, CaseNode>?> _known = [];

    /// <summary>What leaves out of facts of a kind all that an audience may not read; null: they may read everything.</summary>
    internal static Func<CaseNode, CaseNode>? For(Type kind, Audience audience) => _known.GetOrAdd((kind, audience), Make);

    // A copy of the record, as "with" makes it, in which each hidden property is null.
    private static Func<CaseNode, CaseNode>? Make((Type Kind, Audience Audience) of)
    {
        var hidden = AccessTable.OfType(of.Kind.Name)!.Rows.Where(r => ((r.Whole | r.Less) & of.Audience) == 0).SelectMany(r => r.Fields).ToHashSet();
        var properties = of.Kind.GetProperties().Where(p => p.CanWrite && hidden.Contains(InputLimits.NameOf(p.Name))).ToList();
        if (properties.Count == 0)
        {
            return null;
        }
        var fact = Expression.Parameter(typeof(CaseNode));
        var copy = Expression.Variable(of.Kind);
        var clone = Expression.Call(Expression.Convert(fact, of.Kind), of.Kind.GetMethod("<Clone>$")!);
        return Expression.Lambda<Func<CaseNode, CaseNode>>(Expression.Block([copy],
        [
            Expression.Assign(copy, Expression.Convert(clone, of.Kind)),
            .. properties.Select(p => Expression.Assign(Expression.Property(copy, p), Expression.Default(p.PropertyType))),
            copy,
        ]), fact).Compile();
    }
}
