using System.Collections.Concurrent;
using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>
/// Over random courses of a case, hundreds of commands long, by everybody, on days that move on and are sometimes told late: what is done
/// and what is refused is what the plain gates say, and nobody is approached, invited, promised or named without every consent and check.
/// </summary>
public class GatesProperties
{
    [Fact]
    public void Nothing_is_done_out_of_turn_and_nothing_in_turn_is_refused()
    {
        ConcurrentDictionary<(Type Command, bool Done), int> seen = [];
        ProcessTurns.Courses.Sample(course =>
        {
            ProcessTurns turns = new(course.Born, course.Missing);
            foreach (var turn in course.Turns)
            {
                turns.Of.Days(turn.Days);
                if (turns.Command(turn) is var (role, command))
                {
                    bool? allowed = turns.Gates.Allows(command, role, turns.Of.Today);
                    var refusal = turns.Give(role, command);
                    Assert.True(allowed is null || allowed == (refusal is null), $"{turns.Of.Today:o} {role}: {command} was {(refusal is null ? "done" : $"refused: {refusal}")}.");
                    if (refusal is null)
                    {
                        EveryFactStands(turns);
                        EveryPathStands(turns);
                    }
                    if (allowed is not null)
                    {
                        seen.AddOrUpdate((command.GetType(), refusal is null), 1, (_, n) => n + 1);
                    }
                }
            }
        }, iter: 300);
        // The courses get to every gate, from both sides.
        Assert.All(seen.Keys.Select(k => k.Command).Distinct(), c => Assert.True(seen.ContainsKey((c, true)) && seen.ContainsKey((c, false)), $"{c.Name} was never both done and refused."));
        Assert.Equal(19, seen.Keys.Select(k => k.Command).Distinct().Count());
    }

    // Of what a command recorded, by the records themselves, whatever command it was.
    private static void EveryFactStands(ProcessTurns turns)
    {
        var (of, gates) = (turns.Of, turns.Gates);
        foreach (var node in of.Saved.Nodes)
        {
            switch (node)
            {
                case Decision { Kind: DecisionKind.Approach } d:
                    Assert.True(gates.MayBeApproached(of.PersonOf(d.LinkId), d.DecidedOn), $"Approached without every consent and check: {d}.");
                    break;
                case Decision { Kind: DecisionKind.Invitation } d:
                    Assert.True(gates.MayBeInvited(of.PersonOf(d.LinkId), d.DecidedOn), $"Invited without every consent and check: {d}.");
                    break;
                case Plan { AgreedOn: { } agreed } p when !gates.Plans.Any(g => g.Replaces == p.Id && g.Agreed is not null) && p.EndedOn is null && p.DeclinedOn is null:
                    Assert.All(of.Case.Commitments.Where(c => c.PlanId == p.Id).SelectMany(c => c.PersonIds), person =>
                        Assert.True(gates.MayPromise(person, agreed), $"Promised without every consent and check: {p}."));
                    break;
            }
        }
        // An invitation comes with its decision, never alone.
        Assert.Equal(of.Saved.Edges.OfType<Invitation>().Count(i => i.Version == 1 && i.Attended is null), of.Saved.Nodes.Count(n => n is Decision { Kind: DecisionKind.Invitation }));
    }

    private static void EveryPathStands(ProcessTurns turns)
    {
        var today = turns.Of.Today;
        Surroundings around = new(turns.Of.Case, [], today, today);
        HashSet<string> named = [], open = [.. turns.Everybody.Where(p => turns.Gates.MayBeNamed(p, today))];
        foreach (var path in ReconnectionPaths.Best(around, turns.Everybody).Value!.Concat(ReconnectionPaths.ToEverybody(around).Value!))
        {
            named.UnionWith(path.Steps.Select(s => s.ToId));
        }
        // Everybody is tied to the child: whom nothing keeps out has a path.
        Assert.Equal(open.Order(), named.Order());
    }
}
