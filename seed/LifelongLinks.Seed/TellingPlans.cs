using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <content>Conference, plan, promises and what came of them, reviews.</content>
internal sealed partial class Telling
{
    private static readonly string[] _wordsAfter =
    [
        "It was nice to talk.", "We laughed a lot.", "I told them about school.", "I wanted it to last longer.", "Good, as always.",
        "I was tired but I am glad we did it.", "We talked about when I was little.", "It made my week.",
    ];

    public string Conference(DateOnly planned, DateOnly plannedFor, string place, string choices, DateOnly? held = null) =>
        Tell(id => new Conference
        {
            Id = id,
            ChildId = Child,
            PlannedOn = planned,
            PlannedFor = plannedFor,
            HeldOn = held,
            Place = place,
            Choices = choices,
        });

    public void Invites(string conference, string person, InvitationAnswer answer, bool? came = null) =>
        _edges.Add(new Invitation { Id = Next(), ChildId = Child, ConferenceId = conference, PersonId = person, Answer = answer, Attended = came });

    public string Plan(string conference, DateOnly drafted, DateOnly? agreed = null, string? safety = null, params PlanIntegration[] into) =>
        Tell(id => new Plan
        {
            Id = id,
            ChildId = Child,
            ConferenceId = conference,
            DraftedOn = drafted,
            AgreedOn = agreed,
            AgreedById = agreed is null ? null : SocialWorker,
            SafetyStatement = safety,
            IntegratedInto = into,
        });

    /// <summary>A new version of a plan, drafted by a review and not agreed yet.</summary>
    public string NewVersion(string plan, DateOnly drafted) => Tell(id => new Plan { Id = id, ChildId = Child, DraftedOn = drafted, ReplacesId = plan });

    /// <summary>A promise that goes on in a new version of the plan, as it was or otherwise.</summary>
    public void GoesOn(Promise promise, string plan, Cadence? cadence = null, DateOnly? starts = null) => Tell(id =>
        _nodes.OfType<Commitment>().Single(c => c.Id == promise.Id) is var before ? before with
        {
            Id = id,
            PlanId = plan,
            ContinuesId = before.Id,
            Cadence = cadence ?? before.Cadence,
            StartsOn = starts ?? before.StartsOn,
        } : before);

    public Promise Promises(
        string plan, IReadOnlyList<string> who, string words, ContactMode mode, Cadence cadence, DateOnly starts,
        IReadOnlyList<SupportKind> support, Supervision supervision = Supervision.Unsupervised, IReadOnlyList<string>? helpers = null,
        DateOnly? ends = null, int? grace = null, IReadOnlyList<Pause>? pauses = null)
    {
        Commitment commitment = new()
        {
            Id = Next(),
            ChildId = Child,
            PlanId = plan,
            PersonIds = who,
            Words = words,
            Mode = mode,
            Cadence = cadence,
            StartsOn = starts,
            Support = support,
            Supervision = supervision,
            HelperIds = helpers ?? [],
            EndsOn = ends,
            Grace = grace,
            Pauses = pauses ?? [],
        };
        _nodes.Add(commitment);
        return new Promise(this, commitment);
    }

    public string Met(
        DateOnly on, ContactMode mode, IReadOnlyList<string> who, IReadOnlyList<string>? fulfils = null, bool answered = false,
        int? feeling = null, string? words = null, IReadOnlyList<string>? needed = null, ContactStarter? by = ContactStarter.Person) =>
        Tell(id => new Contact
        {
            Id = id,
            ChildId = Child,
            On = on,
            RecordedOn = NoLaterThanToday(on.AddDays(1)),
            Mode = mode,
            PersonIds = who,
            CommitmentIds = fulfils ?? [],
            Answered = answered,
            Feeling = feeling,
            Words = words,
            NeededIds = needed ?? [],
            StartedBy = by,
        });

    /// <summary>Tells that somebody was given the address of a calendar: one that is nowhere, as no secret has such a digest.</summary>
    public void HasCalendar(string person, DateOnly since) =>
        Tell(id => new CalendarAddress { Id = id, ChildId = Child, PersonId = person, CalendarDigest = new('0', 64), Since = since });

    /// <summary>Tells why an occasion does not count. Answers the day on which it is recorded: the day after.</summary>
    public DateOnly Excuses(string commitment, DateOnly due, ExcuseReason reason, string words)
    {
        var recorded = NoLaterThanToday(due.AddDays(1));
        Tell(id => new Excuse
        {
            Id = id,
            ChildId = Child,
            CommitmentId = commitment,
            Due = due,
            RecordedOn = recorded,
            Reason = reason,
            Words = words,
        });
        return recorded;
    }

    public string Reviewed(
        ReviewKind kind, DateOnly due, DateOnly? held = null, string? plan = null, string? chair = null, string? decisions = null,
        string? view = null, FrozenMetrics? metrics = null, string? id = null, params IReadOnlyList<CommitmentDecided> decided)
    {
        id ??= Next();
        _nodes.Add(new Review
        {
            Id = id,
            ChildId = Child,
            Kind = kind,
            DueOn = due,
            HeldOn = held,
            PlanId = plan,
            ChairId = chair ?? Cast.ReviewingOfficer,
            Decisions = decisions,
            ChildsView = view,
            Metrics = metrics,
            Decided = decided,
        });
        return id;
    }

    /// <summary>The id of a review that is told later on.</summary>
    public string ReviewToCome() => Next();

    /// <summary>The occasions due by a day as they stood on it: what a review held on that day froze.</summary>
    public static FrozenMetrics Stood(DateOnly asOf, params IReadOnlyList<Promise> promises)
    {
        var due = promises.SelectMany(p => p.Occasions).Where(o => o.Due <= asOf).Select(o => o.On(asOf)).ToList();
        int Count(char how) => due.Count(h => h == how);
        int kept = Count('K'), late = Count('L'), missed = Count('M'), judged = kept + late + missed;
        return new(asOf, kept, late, missed, Count('E'), Count('C'),
            judged == 0 ? null : (double)(kept + late) / judged, judged == 0 ? null : (double)kept / judged);
    }

    /// <summary>What came of one occasion, and the days on which that became known.</summary>
    internal sealed record Came(DateOnly Due, char How, DateOnly KnownFrom)
    {
        /// <summary>As it stood on a day: open (O) until it was known.</summary>
        public char On(DateOnly asOf) => KnownFrom <= asOf ? How : 'O';
    }

    /// <summary>A promise of the plan, and what came of it occasion by occasion.</summary>
    internal sealed class Promise(Telling story, Commitment commitment)
    {
        private readonly List<Came> _occasions = [];
        private readonly Dictionary<int, (int Feeling, string? Words)> _said = [];

        public IReadOnlyList<Came> Occasions => _occasions;

        public string Id => commitment.Id;

        /// <summary>Days of grace (domain.md 5); a year where it is none of the shorter ones.</summary>
        private int Grace => commitment.Grace ?? (Start(1).DayNumber - Start(0).DayNumber) switch
        {
            <= 7 => 2,
            <= 14 => 3,
            <= 31 => 7,
            <= 92 => 14,
            _ => 30,
        };

        /// <summary>The first day of the nth period, from 0: never drifting, month ends clamped from the first day (domain.md 5).</summary>
        public DateOnly Start(int n) => commitment.Cadence.Unit switch
        {
            CadenceUnit.Day => commitment.StartsOn.AddDays(n * commitment.Cadence.Every!.Value),
            CadenceUnit.Week => commitment.StartsOn.AddDays(7 * n * commitment.Cadence.Every!.Value),
            CadenceUnit.Month => commitment.StartsOn.AddMonths(n * commitment.Cadence.Every!.Value),
            CadenceUnit.Year => commitment.StartsOn.AddYears(n * commitment.Cadence.Every!.Value),
            _ => throw new InvalidOperationException("Only promises of so many times a period have periods."),
        };

        /// <summary>The day the nth occasion is due.</summary>
        public DateOnly Due(int n) => Start(n + 1).AddDays(-1);

        /// <summary>What the child said after the nth occasion.</summary>
        public Promise Said(int n, int feeling, string? words = null)
        {
            _said[n] = (feeling, words);
            return this;
        }

        /// <summary>
        /// What came of each occasion: K kept, L kept late, M missed, E excused, C cancelled; spaces are for reading. Only promises of
        /// once a period.
        /// </summary>
        public Promise Went(
            string occasions, Func<DateOnly, DateOnly, DateOnly>? keptOn = null, int late = 2, bool answered = false,
            Func<int, IReadOnlyList<string>>? needed = null, params IReadOnlyList<(ExcuseReason Reason, string Words)> excuses)
        {
            int n = 0, excused = 0;
            foreach (char how in occasions.Where(c => c != ' '))
            {
                var due = Due(n);
                if (how is 'K' or 'L')
                {
                    var on = how == 'L' ? due.AddDays(late) : keptOn?.Invoke(Start(n), due) ?? due;
                    Happened(on, n, answered, needed?.Invoke(n));
                    _occasions.Add(new(due, how, on));
                }
                else if (how == 'E')
                {
                    var (reason, words) = excuses[excused++];
                    _occasions.Add(new(due, how, story.Excuses(commitment.Id, due, reason, words)));
                }
                else
                {
                    _occasions.Add(new(due, how, how == 'C' ? due : due.AddDays(Grace + 1)));
                }
                n++;
            }
            return this;
        }

        /// <summary>What came of an occasion on a fixed date.</summary>
        public Promise WentOn(DateOnly due, DateOnly on, bool answered = false, int? feeling = null, string? words = null, params IReadOnlyList<string> needed)
        {
            story.Met(on, commitment.Mode, commitment.PersonIds, [commitment.Id], answered, feeling, words, needed);
            _occasions.Add(new(due, on <= due ? 'K' : 'L', on));
            return this;
        }

        private void Happened(DateOnly on, int n, bool answered, IReadOnlyList<string>? needed)
        {
            if (!_said.TryGetValue(n, out var said) && story._chance.Random.Bool(0.4f))
            {
                said = (story._chance.Random.Int(3, 5), story._chance.Random.Bool(0.3f) ? story._chance.PickRandom(_wordsAfter) : null);
            }
            var by = story._chance.Random.Bool(0.8f) ? ContactStarter.Person : ContactStarter.Child;
            story.Met(on, commitment.Mode, commitment.PersonIds, [commitment.Id], answered, said.Feeling == 0 ? null : said.Feeling,
                said.Words, needed, needed is { Count: > 0 } ? ContactStarter.Worker : by);
        }
    }
}
