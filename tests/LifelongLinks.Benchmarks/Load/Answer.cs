using System.Text;
using System.Text.Json;

namespace LifelongLinks.Benchmarks;

/// <summary>What came back: it must be an answer, and the same from everybody.</summary>
internal static class Answer
{
    /// <summary>Stops the run at a failure: the time of an error is no measurement.</summary>
    internal static void Check(string candidate, int status, ReadOnlySpan<byte> body)
    {
        if (status != 200 || body.IndexOf("\"errors\":"u8) >= 0)
        {
            throw new InvalidDataException($"{candidate} answered {status}: {Encoding.UTF8.GetString(body[..Math.Min(body.Length, 1000)])}");
        }
    }

    /// <summary>Asks every candidate everything it will be timed with, and stops the run where an answer differs; the answers.</summary>
    internal static async Task<IReadOnlyList<JsonElement>> Same(IReadOnlyList<Candidate> all)
    {
        List<JsonElement> answers = [];
        var candidates = all.Where(c => c.Answers).ToList();
        var connections = candidates.Select(c => new HttpConnection(c.Server.Port)).ToList();
        for (int i = 0; i < candidates[0].Requests.Length; i++)
        {
            // The first candidate is GraphQL, which wraps its answer in data.
            var expected = (await Ask(0, i)).GetProperty("data");
            for (int other = 1; other < candidates.Count; other++)
            {
                var answer = await Ask(other, i);
                if (Difference(expected, answer, "") is { } where)
                {
                    throw new InvalidDataException($"{candidates[other].Name} answers request {i} otherwise than GraphQL at {where}.");
                }
            }
            answers.Add(expected);
        }
        connections.ForEach(c => c.Dispose());
        return answers;

        async Task<JsonElement> Ask(int candidate, int request)
        {
            int status = await connections[candidate].Ask(candidates[candidate].Requests[request]);
            Check(candidates[candidate].Name, status, connections[candidate].Body.Span);
            using var json = JsonDocument.Parse(connections[candidate].Body);
            return json.RootElement.Clone();
        }
    }

    /// <summary>Where two values differ first; null when they do not.</summary>
    private static string? Difference(JsonElement one, JsonElement other, string at)
    {
        if (one.ValueKind == JsonValueKind.Object && other.ValueKind == JsonValueKind.Object)
        {
            var names = one.EnumerateObject().Concat(other.EnumerateObject()).Select(p => p.Name).Distinct();
            return names.Select(name => one.TryGetProperty(name, out var a) && other.TryGetProperty(name, out var b)
                ? Difference(a, b, $"{at}.{name}") : $"{at}.{name}, which only one has").FirstOrDefault(d => d is not null);
        }
        if (one.ValueKind == JsonValueKind.Array && other.ValueKind == JsonValueKind.Array && one.GetArrayLength() == other.GetArrayLength())
        {
            return Enumerable.Range(0, one.GetArrayLength()).Select(i => Difference(one[i], other[i], $"{at}[{i}]")).FirstOrDefault(d => d is not null);
        }
        return JsonElement.DeepEquals(one, other) ? null : $"{at}: {one} and {other}";
    }
}
