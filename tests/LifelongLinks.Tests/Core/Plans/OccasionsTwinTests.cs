using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>
/// Occasions and adherence against twins written as plainly as the rules are: occasions by living through the history day by day,
/// adherence by counting over again. Days are offsets from a base near a month end or a leap day.
/// </summary>
public class OccasionsTwinTests
{
    [Fact]
    public void Occasions_are_those_of_living_through_every_day() =>
        PromiseGen.One.Sample(p =>
        {
            var actual = Occasions.Of(p.Case, p.Commitment, p.AsOf, to: p.AsOf.AddDays(120)).Select(Written);
            Assert.Equal(Twin(p, p.AsOf.AddDays(120)).Select(Written), actual);
        }, iter: 1000);

    [Fact]
    public void The_next_occasion_is_the_first_of_the_twin_that_is_open_or_upcoming() =>
        PromiseGen.One.Sample(p =>
        {
            var next = Occasions.Next(p.Case, p.Commitment, p.AsOf);
            var expected = Twin(p, p.AsOf.AddDays(800)).FirstOrDefault(o => o.Status is OccasionStatus.Open or OccasionStatus.Upcoming);
            if (next is null || next.DueOn <= p.AsOf.AddDays(800))
            {
                Assert.Equal(expected is null ? null : Written(expected), next is null ? null : Written(next));
            }
        }, iter: 500);

    [Fact]
    public void A_narrower_question_answers_with_part_of_the_wider_one() =>
        Gen.Select(PromiseGen.One, Gen.Int[-400, 100], Gen.Int[-400, 100]).Sample((p, from, to) =>
        {
            var (first, last) = (p.AsOf.AddDays(from), p.AsOf.AddDays(to));
            Assert.Equal(
                Occasions.Of(p.Case, p.Commitment, p.AsOf, to: p.AsOf.AddDays(100)).Where(o => first <= o.DueOn && o.DueOn <= last).Select(Written),
                Occasions.Of(p.Case, p.Commitment, p.AsOf, first, last).Select(Written));
        }, iter: 500);

    private static string Written(Occasion o) =>
        $"{o.Id} {Cases.Written(o.OpensOn)}..{Cases.Written(o.GraceUntil)} {o.Status} {o.Contact?.Id} {o.Excuse?.Id}";

    internal static List<Occasion> Twin(PromiseGen.Asked p, DateOnly to)
    {
        var (of, commitment, asOf) = p;
        var occasions = Expected(of, commitment, asOf, to);
        foreach (var due in of.Excuses.Where(e => e.CommitmentId == commitment.Id && e.RecordedOn <= asOf).GroupBy(e => e.Due))
        {
            var slots = new Stack<int>(Enumerable.Range(0, occasions.Count).Where(i => occasions[i].DueOn == due.Key));
            foreach (var excuse in due.OrderBy(e => e.RecordedOn).ThenBy(e => e.Id, StringComparer.Ordinal).Take(slots.Count).ToList())
            {
                int i = slots.Pop();
                occasions[i] = occasions[i] with { Status = OccasionStatus.Excused, Excuse = excuse };
            }
        }
        var contacts = of.Contacts.Where(c => c.CommitmentIds.Contains(commitment.Id) && c.On <= asOf).ToList();
        var today = occasions.Select(o => o.OpensOn).Concat(contacts.Select(c => c.On)).Append(asOf).Min();
        for (; today <= asOf; today = today.AddDays(1))
        {
            bool prevented = IsPrevented(of, commitment, today, asOf);
            for (int i = 0; i < occasions.Count; i++)
            {
                var o = occasions[i];
                if (o.Status == OccasionStatus.Upcoming && o.OpensOn <= today)
                {
                    occasions[i] = o = o with { Status = OccasionStatus.Open };
                }
                if (o.Status == OccasionStatus.Open)
                {
                    var status = o.GraceUntil < today ? OccasionStatus.Missed : prevented ? OccasionStatus.Cancelled : o.Status;
                    occasions[i] = o with { Status = status };
                }
            }
            foreach (var contact in contacts.Where(c => c.On == today).OrderBy(c => c.Id, StringComparer.Ordinal))
            {
                int i = occasions.FindIndex(o => o.Status == OccasionStatus.Open);
                if (i >= 0)
                {
                    var status = today <= occasions[i].DueOn ? OccasionStatus.Kept : OccasionStatus.Late;
                    occasions[i] = occasions[i] with { Status = status, Contact = contact };
                }
            }
        }
        return [.. occasions.Select(o =>
            o.Status is OccasionStatus.Upcoming or OccasionStatus.Open && IsPrevented(of, commitment, o.DueOn, asOf)
                ? o with { Status = OccasionStatus.Cancelled } : o)];
    }

    private static List<Occasion> Expected(Case of, Commitment commitment, DateOnly asOf, DateOnly to)
    {
        var plan = of.Plans.Single();
        List<Occasion> occasions = [];
        if (plan.AgreedOn is not { } agreedOn || agreedOn > asOf)
        {
            return occasions;
        }
        foreach (var (opensOn, due) in Periods(commitment, to))
        {
            if (due < agreedOn || due > commitment.EndsOn || due >= plan.EndedOn)
            {
                continue;
            }
            for (int slot = 1; slot <= (commitment.Cadence.Times ?? 1); slot++)
            {
                occasions.Add(new()
                {
                    CommitmentId = commitment.Id,
                    DueOn = due,
                    Slot = slot,
                    OpensOn = opensOn,
                    GraceUntil = due.AddDays(commitment.Grace ?? Grace(commitment.Cadence)),
                    Status = OccasionStatus.Upcoming,
                });
            }
        }
        return occasions;
    }

    private static IEnumerable<(DateOnly Opens, DateOnly Due)> Periods(Commitment commitment, DateOnly to)
    {
        var (cadence, start) = (commitment.Cadence, commitment.StartsOn);
        if (cadence.Times is not null)
        {
            for (int k = 0; Begins(k + 1).AddDays(-1) <= to; k++)
            {
                yield return (Begins(k), Begins(k + 1).AddDays(-1));
            }
            yield break;
        }
        for (var day = start; day <= to; day = day.AddDays(1))
        {
            bool leapless = cadence is { Month: 2, Day: 29 } && day is { Month: 2, Day: 28 } && !DateTime.IsLeapYear(day.Year);
            if (day == cadence.On || (day.Month == cadence.Month && day.Day == cadence.Day) || leapless)
            {
                yield return (day.AddDays(-7), day);
            }
        }
        DateOnly Begins(int k) => cadence.Unit switch
        {
            CadenceUnit.Day => start.AddDays(k * cadence.Every!.Value),
            CadenceUnit.Week => start.AddDays(7 * k * cadence.Every!.Value),
            CadenceUnit.Month => start.AddMonths(k * cadence.Every!.Value),
            _ => start.AddYears(k * cadence.Every!.Value),
        };
    }

    private static int Grace(Cadence cadence)
    {
        if (cadence.On is not null || cadence.Month is not null)
        {
            return 7;
        }
        double period = cadence.Every!.Value * cadence.Unit switch
        {
            CadenceUnit.Day => 1,
            CadenceUnit.Week => 7,
            CadenceUnit.Month => 365.25 / 12,
            _ => 365.25,
        };
        return Math.Ceiling(period) switch { <= 7 => 2, <= 14 => 3, <= 31 => 7, <= 92 => 14, _ => 30 };
    }

    private static bool IsPrevented(Case of, Commitment commitment, DateOnly day, DateOnly asOf)
    {
        bool Holds(DateOnly? from, DateOnly? until) => (from is null || (from <= asOf && from <= day)) && (until is null || day < until);
        bool everybody = commitment.PersonIds.All(id =>
            Holds(of.People[id].Died ?? DateOnly.MaxValue, null) ||
            of.Restrictions.Any(r => r.AgainstId == id && r.Effect == RestrictionEffect.Block && Holds(r.From, r.Until)));
        bool paused = commitment.Pauses.Any(p => Holds(p.From, p.Until));
        var known = Min(day, asOf);
        bool Stopped(ConsentSubject subject)
        {
            var latest = of.Consents.Where(c => c.Subject == subject && c.Purpose == ConsentPurpose.Contact && c.AnsweredOn <= known)
                .GroupBy(c => subject == ConsentSubject.Child ? null : c.PersonId).Select(g => g.OrderBy(c => c.AnsweredOn).ThenBy(c => c.Id, StringComparer.Ordinal).Last()).ToList();
            return latest.Count > 0 && latest.All(c => c.State == ConsentState.Refused || c.WithdrawnOn <= known || c.ExpiresOn <= known);
        }
        bool holdersCount = day < of.Child.DateOfBirth!.Value.AddYears(18);
        return everybody || paused || Stopped(ConsentSubject.Child) || (holdersCount && Stopped(ConsentSubject.ParentalResponsibility));
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}
