using System.Globalization;
using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>What is told of a past day does not change by what is recorded of later days.</summary>
public class HistoryProperties
{
    [Fact]
    public void Answers_as_of_a_past_day_stay_what_they_were() => ProcessTurns.Courses.Sample(course =>
    {
        ProcessTurns turns = new(course.Born, course.Missing);
        int half = course.Turns.Length / 2;
        Take(turns, course.Turns.Take(half));
        DateOnly[] past = [turns.Of.Today, turns.Of.Today.AddDays(-1), turns.Of.Today.AddDays(-30)];
        var before = past.Select(day => Answers(turns, day)).ToList();
        turns.Of.Days(1);
        // From now on nothing is told late; a restriction begins on the day it is recorded, which is six days back from where the turn has it.
        Take(turns, course.Turns.Skip(half).Select(t => t with { Back = t.Step == 43 ? 6 : 0 }));
        for (int i = 0; i < past.Length; i++)
        {
            Assert.Equal(before[i], Answers(turns, past[i]));
        }
    }, iter: 100);

    [Fact]
    public void A_correction_changes_what_is_told_of_its_day()
    {
        var of = ProcessSteps.Started();
        string link = of.Agreed();
        of.Days(5);
        Assert.Equal(LinkStage.ChildAgreed, of.Stage(link, of.Today.AddDays(-1)));
        of.Done(Role.Coordinator, new CorrectRecord { ChildId = of.ChildId, RecordId = of.Case.Decisions.Single(d => d.Kind == DecisionKind.ChildAnswer).Id, Reason = "It was today.", On = of.Today });
        Assert.Equal(LinkStage.Checked, of.Stage(link, of.Today.AddDays(-1)));
        Assert.Equal(LinkStage.ChildAgreed, of.Stage(link));
    }

    private static void Take(ProcessTurns turns, IEnumerable<Turn> course)
    {
        foreach (var turn in course)
        {
            turns.Of.Days(turn.Days);
            if (turns.Command(turn) is var (role, command))
            {
                turns.Give(role, command);
            }
        }
    }

    // Everything that is answered as of a day: stages, consents, the plan, the three questions and the story.
    private static List<string> Answers(ProcessTurns turns, DateOnly day)
    {
        var of = turns.Of.Case;
        Surroundings around = new(of, [], day, day);
        var adherence = Adherences.Of(of, day);
        return
        [
            $"{Stages.Of(of, day)}",
            .. of.Links.Where(l => l.IdentifiedOn <= day).Select(l => $"{l.Id} {Stages.Of(of, l, day)}"),
            .. of.Consents.Where(c => c.AnsweredOn <= day).Select(c => $"{c.Id} {Consents.StateOf(c, day)}"),
            .. of.Plans.Where(p => p.InForce(day)).SelectMany(p => of.Commitments.Where(c => c.PlanId == p.Id)).Select(c => $"{c.PlanId} {c.Id} {string.Join(',', c.PersonIds)}"),
            .. ReconnectionPaths.Best(around, turns.Everybody).Value!.Concat(ReconnectionPaths.ToEverybody(around).Value!).Select(p =>
                string.Create(CultureInfo.InvariantCulture, $"{string.Join(' ', p.Steps.Select(s => s.ToId))} {p.Strength:R} {p.Safety} {p.Consent} {string.Join(", ", p.Before)}")),
            .. NetworkGaps.Of(around, GapThresholds.Default, withSince: false, withCandidates: true).Value!.Select(g => $"{g.Kind} {g.Support} {g.Side} {g.AboutId} {string.Join(',', g.Candidates.Select(c => c.PersonId))}"),
            $"{adherence.Kept} {adherence.Late} {adherence.Missed} {adherence.Excused} {adherence.Cancelled} {adherence.Open} {adherence.Streak} {adherence.Trend}",
            .. Timelines.Of(Sight.Of(turns.Of.As(Role.Administrator), of)!, day).Select(e => $"{e.On:o} {e.Kind} {e.Summary} {e.FactId}"),
        ];
    }
}
