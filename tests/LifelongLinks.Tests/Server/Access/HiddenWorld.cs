using LifelongLinks.Seed;

namespace LifelongLinks.Tests.Server;

/// <summary>
/// The stories, and besides them what carers, young people and outsiders may not know, each text of it marked: what professionals alone record of
/// Amara, somebody under a seal, the child of another team whose people are Amara's too, and what Leah wishes and feels, which her carer may not
/// know.
/// </summary>
public sealed class HiddenWorld : RolesAnswers
{
    /// <summary>Stands in every text of what is hidden.</summary>
    public const string Mark = "zzmark";

    private static int _made;

    private static readonly List<(string Type, string Id)> _ids = [];

    private static readonly string _merged = New("Person"), _cousin = New("Person"), _sealed = New("Person"), _child = New("Child"), _team = New("Person"), _wished = New("Person");
    private static readonly string _concern = New("Concern"), _offer = New("Offer"), _finding = New("FindingPlan"), _step = New("FindingStep"), _measure = New("Measure"), _visit = New("Decision"), _caution = New("Restriction"),
        _theirConsent = New("Consent"), _correction = New("Correction"), _merge = New("Merge"), _number = New("Person"), _among = New("Relationship"), _seal = New("Restriction"), _sealedTie = New("Relationship"),
        _sealedLink = New("Link"), _sealedContact = New("Contact"), _sealedWish = New("Wish"), _theirTie = New("Relationship"), _theirLink = New("Link"), _wish = New("Wish"), _said = New("Affirmation"), _activity = New("Activity"), _theirPlan = New("Plan"), _theirPromise = New("Commitment");

    /// <summary>Ids of all of it, each with a type of the schema to ask for; in the other servers of these tests they never were.</summary>
    public static IReadOnlyList<(string Type, string Id)> HiddenIds => _ids;

    private protected override async Task Add(IStore store)
    {
        var day = Day.AddDays(-40);
        await Change(store, Stories.Amara, of =>
        {
            var nan = of!.Links.Single(l => l.PersonId == Stories.AmarasNan);
            return new()
            {
                Nodes =
                [
                    new Person { Id = _merged, Name = $"Merged {Mark}" },
                    new Person { Id = _cousin, Name = $"Cousin {Mark}", KnownAs = Mark, FormerNames = [Mark] },
                    new Person { Id = _sealed, Name = $"Sealed {Mark}" },
                    new Concern { Id = _concern, ChildId = Stories.Amara, LinkId = nan.Id, Words = Mark, RaisedOn = day },
                    new Offer { Id = _offer, ChildId = Stories.Amara, PersonId = Stories.AmarasNan, Support = SupportKind.Practical, Words = Mark, OfferedOn = day },
                    new FindingPlan { Id = _finding, ChildId = Stories.Amara, MadeOn = day, Risks = Mark },
                    new FindingStep { Id = _step, ChildId = Stories.Amara, FindingPlanId = _finding, Source = FindingSource.Records, Status = FindingStatus.Done, Words = Mark, Found = Mark, PersonId = _cousin },
                    new Measure { Id = _measure, ChildId = Stories.Amara, Kind = MeasureKind.SdqTotal, Value = 31, MeasuredOn = day, Source = Mark },
                    new Decision { Id = _visit, ChildId = Stories.Amara, LinkId = nan.Id, Kind = DecisionKind.Visit, DecidedOn = day, Reason = Mark },
                    new Restriction { Id = _caution, ChildId = Stories.Amara, Kind = RestrictionKind.Exploitation, Effect = RestrictionEffect.Caution, AgainstId = Stories.AmarasNan, From = day, Basis = Mark },
                    new Consent
                    {
                        Id = _theirConsent, ChildId = Stories.Amara, Subject = ConsentSubject.ConnectedPerson, PersonId = _cousin, Purpose = ConsentPurpose.ShareInformation,
                        State = ConsentState.Given, Informed = true, Explained = Mark, AnsweredOn = day,
                    },
                    new Correction { Id = _correction, ChildId = Stories.Amara, RecordId = _visit, Original = "{}", CorrectedOn = day, Reason = Mark },
                    new Merge { Id = _merge, ChildId = Stories.Amara, KeptId = Stories.AmarasNan, MergedId = _merged, MergedOn = day, Reason = Mark },
                    new ContactDetail { Id = _number, PersonId = Stories.AmarasNan, Kind = ContactDetailKind.Phone, Value = Mark },
                    new Restriction { Id = _seal, ChildId = Stories.Amara, Kind = RestrictionKind.SealedAdoption, Effect = RestrictionEffect.Block, AgainstId = _sealed, From = day, Basis = Mark },
                    new Link { Id = _sealedLink, ChildId = Stories.Amara, PersonId = _sealed, IdentifiedOn = day, Importance = 5 },
                    new Contact { Id = _sealedContact, ChildId = Stories.Amara, On = day, Mode = ContactMode.InPerson, PersonIds = [_sealed], Words = Mark },
                    new Wish { Id = _sealedWish, ChildId = Stories.Amara, Kind = WishKind.See, MadeOn = day, Words = Mark, PersonId = _sealed },
                ],
                Edges =
                [
                    new Relationship { Id = _among, FromId = _cousin, ToId = Stories.AmarasNan, Kind = RelationshipKind.Cousin, ChildsWord = Mark, RecordedForId = Stories.Amara },
                    new Relationship { Id = _sealedTie, FromId = _sealed, ToId = Stories.Amara, Kind = RelationshipKind.Sibling, ChildsWord = Mark, RecordedForId = Stories.Amara },
                ],
            };
        });
        // Her Nan is somebody to the other child too, and promises something there.
        await Change(store, _child, _ => new()
        {
            Nodes =
            [
                new Child { Id = _child, Name = $"Another {Mark}", KnownAs = Mark, Reference = Mark, DateOfBirth = new(2013, 2, 28) },
                new Team { Id = _team, Name = Mark },
                new Link { Id = _theirLink, ChildId = _child, PersonId = Stories.AmarasNan, IdentifiedOn = day },
                new Plan { Id = _theirPlan, ChildId = _child, DraftedOn = day, AgreedOn = day, SafetyStatement = Mark },
                new Commitment
                {
                    Id = _theirPromise, ChildId = _child, PlanId = _theirPlan, PersonIds = [Stories.AmarasNan], Support = [SupportKind.Emotional], Mode = ContactMode.PhoneCall,
                    Cadence = new() { Times = 1, Every = 1, Unit = CadenceUnit.Week }, StartsOn = day, Words = Mark,
                },
            ],
            Edges =
            [
                new InTeam { Id = NotAskedFor(), ChildId = _child, TeamId = _team, Since = day },
                new Relationship { Id = _theirTie, FromId = Stories.AmarasNan, ToId = _child, Kind = RelationshipKind.Godparent, ChildsWord = Mark, RecordedForId = _child },
            ],
        });
        await Change(store, Stories.Leah, _ => new()
        {
            Nodes =
            [
                new Person { Id = _wished, Name = $"Wished {Mark}" },
                new Wish { Id = _wish, ChildId = Stories.Leah, Kind = WishKind.Find, MadeOn = day, Words = Mark, PersonId = _wished },
                new Affirmation { Id = _said, ChildId = Stories.Leah, PersonId = Stories.LeahsUncle, SaidOn = day, Loving = false, Words = Mark },
                new Activity { Id = _activity, ChildId = Stories.Leah, Kind = ActivityKind.TreeOfLife, HeldOn = day, Words = Mark },
            ],
        });
    }

    private static string New(string type)
    {
        string id = NotAskedFor();
        _ids.Add((type, id));
        return id;
    }

    private static string NotAskedFor() => $"018b5f000000700080000000{++_made:x8}";
}
