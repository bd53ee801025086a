using System.Globalization;

namespace LifelongLinks.Tests.Publishing;

/// <summary>Everything that can be read in a published graph: labels, types, names of properties, values.</summary>
internal static class PublishedTexts
{
    internal static HashSet<string> Of(IEnumerable<PublishedCase> cases)
    {
        HashSet<string> texts = [];
        foreach (var one in cases)
        {
            foreach (var node in one.Nodes)
            {
                texts.UnionWith([node.Label, node.Id, .. Of(node.Properties)]);
            }
            foreach (var relationship in one.Relationships)
            {
                texts.UnionWith([relationship.Type, relationship.From.Id, relationship.To.Id, .. Of(relationship.Properties)]);
            }
        }
        return texts;
    }

    internal static IEnumerable<string> Of(IEnumerable<KeyValuePair<string, object>> properties) =>
        properties.SelectMany(p => Of(p.Value).Prepend(p.Key));

    private static IEnumerable<string> Of(object value) => value is not string and System.Collections.IEnumerable several
        ? several.Cast<object>().SelectMany(Of)
        : [Convert.ToString(value, CultureInfo.InvariantCulture)!];
}
