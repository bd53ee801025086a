using System.Collections;
using LifelongLinks.Tests.Storage;

namespace LifelongLinks.Tests.Core;

/// <summary>Retention worked out the long way: day by day, over every record of a world, with loops.</summary>
internal sealed class PlainRetention(AnyWorld world, DateOnly on)
{
    private List<CaseNode> FactsOf(string child) => [.. world.Nodes.OfType<CaseNode>().Where(f => f.ChildId == child)];

    private List<T> Of<T>(string child) where T : CaseNode => [.. FactsOf(child).OfType<T>()];

    /// <summary>The children whose cases are past their time.</summary>
    internal HashSet<string> Cases() => [.. world.Nodes.OfType<Child>().Where(IsPast).Select(c => c.Id)];

    private bool IsPast(Child child)
    {
        if (child.DateOfBirth is not { } born)
        {
            return false;
        }
        bool young = child.Died is { } died && Days.Age(born, died) < 18 && died < born.AddYears(18);
        // The day before a birthday one is a year younger: counted from the day, not from the year.
        return young ? Years(child.Died!.Value, on) >= 15 : Years(born, on) >= 75;
    }

    internal static int Years(DateOnly from, DateOnly to)
    {
        int years = 0;
        while (true)
        {
            var next = new DateOnly(from.Year + years + 1, from.Month, 1).AddDays(from.Day - 1);
            if (next > to)
            {
                return years;
            }
            years++;
        }
    }

    /// <summary>Ids of everybody whom the records of some cases name.</summary>
    internal HashSet<string> NamedIn(Func<string, bool> cases)
    {
        HashSet<string> people = [.. world.Nodes.OfType<Person>().Select(p => p.Id)], named = [];
        foreach (object record in world.Nodes.OfType<CaseNode>().Where(f => cases(f.ChildId)).Cast<object>().Concat(world.Edges.Where(e => cases(Graph.KindOf(e).Owner(e)))))
        {
            string owner = record is CaseNode fact ? fact.ChildId : Graph.KindOf((Edge)record).Owner((Edge)record);
            foreach (var property in record.GetType().GetProperties().Where(p => p.Name is not ("ChildId" or "RecordedForId" or "Id")))
            {
                object? value = property.GetValue(record);
                named.UnionWith((value is string one ? [one] : value as IEnumerable<string> ?? []).Where(id => people.Contains(id) && id != owner));
            }
        }
        return named;
    }

    private DateOnly? ClosedSince(string childId)
    {
        var of = CaseOf(childId);
        DateOnly? since = null;
        for (var day = on; Stages.IsClosed(of, day) && day > new DateOnly(2026, 1, 1); day = day.AddDays(-1))
        {
            since = day;
        }
        return since;
    }

    internal Case CaseOf(string childId) =>
        Case.From(new(world.Nodes.ToDictionary(n => n.Id), world.Edges, new HashSet<string>()), childId)!;

    /// <summary>Each person of a case that stays who is past their time in it, with those who were merged into them.</summary>
    internal List<(string Child, HashSet<string> Group)> People(HashSet<string> casesGone)
    {
        List<(string, HashSet<string>)> due = [];
        foreach (string child in world.ChildIds.Where(c => !casesGone.Contains(c)))
        {
            if (ClosedSince(child) is not { } closed || on < SixMonthsAfter(closed))
            {
                continue;
            }
            var merges = Of<Merge>(child).Where(m => m.UndoneOn is null).ToList();
            foreach (string person in Of<Link>(child).Select(l => l.PersonId).Distinct())
            {
                if (merges.Any(m => m.MergedId == person))
                {
                    continue;
                }
                HashSet<string> group = [person];
                while (merges.FirstOrDefault(m => group.Contains(m.KeptId) && !group.Contains(m.MergedId)) is { } more)
                {
                    group.Add(more.MergedId);
                }
                if (!group.Any(p => IsHeld(child, p)) && (group.Any(p => Standing.Of(CaseOf(child), p, on).Declined) || !group.Any(p => WasApproached(child, p))))
                {
                    due.Add((child, group));
                }
            }
        }
        return due;
    }

    internal static DateOnly SixMonthsAfter(DateOnly day)
    {
        int months = day.Year * 12 + day.Month - 1 + 6;
        return new(months / 12, months % 12 + 1, Math.Min(day.Day, DateTime.DaysInMonth(months / 12, months % 12 + 1)));
    }

    private bool WasApproached(string child, string person) =>
        world.Edges.OfType<Invitation>().Any(i => i.ChildId == child && i.PersonId == person)
        || Of<Decision>(child).Any(d => Of<Link>(child).Any(l => l.Id == d.LinkId && l.PersonId == person)
            && d.Kind is DecisionKind.Approach or DecisionKind.PersonAnswer or DecisionKind.Visit or DecisionKind.Invitation
            && Of<Link>(child).Any(l => l.Id == d.LinkId && l.PersonId == person));

    private bool IsHeld(string child, string person)
    {
        if (world.Nodes.First(n => n.Id == person) is Child or Worker || Standing.Of(CaseOf(child), person, on).NotSafe)
        {
            return true;
        }
        foreach (var fact in FactsOf(child))
        {
            IEnumerable held = fact switch
            {
                Commitment c => c.PersonIds.Concat(c.HelperIds),
                Contact c => c.PersonIds.Concat(c.NeededIds),
                Placement p => new[] { p.CarerId },
                Referral r => new[] { r.ReferredById },
                Consent { Subject: ConsentSubject.ParentalResponsibility } c => new[] { c.PersonId },
                Restriction r => new[] { r.AgainstId, r.ProtectsId, r.KeptFromId }.Concat(world.Edges.OfType<Relationship>().Where(t => t.Id == r.TieId).SelectMany(t => new[] { t.FromId, t.ToId })),
                _ => Array.Empty<string>(),
            };
            if (held.Cast<string?>().Contains(person))
            {
                return true;
            }
        }
        return world.Edges.OfType<Invitation>().Any(i => i.ChildId == child && i.PersonId == person && i.Attended == true)
            || world.Edges.OfType<Relationship>().Any(t => t.RecordedForId == child && t.ParentalResponsibility && t.FromId == person);
    }
}
