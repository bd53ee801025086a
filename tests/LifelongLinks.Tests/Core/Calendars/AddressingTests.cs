namespace LifelongLinks.Tests.Core;

/// <summary>Who may have a calendar's address made, when, and by which name the child may stand on it.</summary>
public class AddressingTests
{
    [Fact]
    public void An_address_is_made_where_a_plan_is_agreed_for_somebody_who_promised_and_may_take_part()
    {
        var of = ProcessSteps.Started();
        string person = of.PersonOf(of.Joined());
        of.Refused(Gate.PlanAgreed, Role.Coordinator, For(of, person));
        string plan = of.Drafted();
        of.Done(Role.Coordinator, of.Promise(plan, person));
        of.Refused(Gate.PlanAgreed, Role.Coordinator, For(of, person));
        of.Done(Role.SocialWorker, of.Agree(plan));
        var address = Made(of, Role.SocialWorker, For(of, person) with { DisplayName = "A." });
        Assert.Equal((person, "digest", "A.", of.Today, null), (address.PersonId, address.CalendarDigest, address.DisplayName, address.Since, address.RevokedOn));
        of.Wrong("personId", Role.Coordinator, For(of, of.PersonOf(of.Joined(of.Person("Uncle Ray")))));
        of.Refused(RefusalCode.NotFound, Role.Coordinator, For(of, of.NextId()));
    }

    [Fact]
    public void Not_while_consent_to_be_in_touch_is_withdrawn_or_a_restriction_blocks()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        of.Done(Role.SocialWorker, of.Restrict(person));
        of.Refused(RefusalCode.Restricted, Role.Coordinator, For(of, person));
        Made(of, Role.YoungPerson, For(of, null));
        of.Withdraws(ConsentSubject.Child, ConsentPurpose.Contact);
        of.Refused(ConsentSubject.Child, ConsentPurpose.Contact, Role.YoungPerson, For(of, null));
    }

    [Fact]
    public void The_young_person_makes_their_own_and_no_other_and_sees_and_revokes_no_other()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        Assert.IsType<NotYourRole>(of.Give(Role.YoungPerson, For(of, person)));
        string hers = Made(of, Role.Coordinator, For(of, person)).Id, own = Made(of, Role.YoungPerson, For(of, null)).Id;
        Assert.Equal([own], Sight.Of(of.As(Role.YoungPerson), of.Case)!.See(of.Case.CalendarAddresses).Select(a => a.Id));
        Assert.Empty(Sight.Of(of.As(Role.FosterCarer), of.Case)!.See(of.Case.CalendarAddresses));
        Assert.Equal(2, Sight.Of(of.As(Role.TeamManager), of.Case)!.See(of.Case.CalendarAddresses).Count);
        of.Refused(RefusalCode.NotFound, Role.YoungPerson, Revoke(of, hers));
        of.Done(Role.YoungPerson, Revoke(of, own));
        of.Done(Role.FgcManager, Revoke(of, hers));
        Assert.All(of.Case.CalendarAddresses, a => Assert.Equal(of.Today, a.RevokedOn));
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, Revoke(of, hers));
    }

    [Fact]
    public void It_is_revoked_also_when_the_case_is_closed_and_nobody_consents()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        string id = Made(of, Role.Coordinator, For(of, person)).Id;
        of.Withdraws(ConsentSubject.Child, ConsentPurpose.Referral);
        of.Done(Role.Coordinator, new CloseCase { ChildId = of.ChildId });
        of.Done(Role.Coordinator, Revoke(of, id));
    }

    [Theory]
    [InlineData("Ada Lace", true), InlineData("LACE", true), InlineData("Ada (Lace)", true), InlineData("case c-1", true), InlineData("May", true), InlineData("Okoye girl", true)]
    [InlineData("A.", false), InlineData("Ada", false), InlineData("Sunday call", false), InlineData("Lacey", false)]
    public void The_child_is_not_to_be_called_by_a_surname_a_middle_name_or_the_reference(string name, bool refused)
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        of.Save(of.Case.Child with { Name = "Ada May Lace", FormerNames = ["Ada Okoye"] });
        if (refused)
        {
            of.Wrong("displayName", Role.Coordinator, For(of, person) with { DisplayName = name });
        }
        else
        {
            Made(of, Role.Coordinator, For(of, person) with { DisplayName = name });
        }
        of.Wrong("displayName", Role.Coordinator, For(of, null) with { DisplayName = "A." });
    }

    [Fact]
    public void A_middle_name_that_the_child_is_called_by_is_theirs()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        of.Save(of.Case.Child with { Name = "Ada May Lace", KnownAs = "May" });
        Made(of, Role.Coordinator, For(of, person) with { DisplayName = "May" });
    }

    [Fact]
    public void There_are_so_many_of_one_calendar_at_most_and_revoked_ones_do_not_count()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        string[] made = [.. Enumerable.Range(0, 5).Select(_ => Made(of, Role.Coordinator, For(of, person)).Id)];
        of.Refused(Gate.NotDoneAlready, Role.Coordinator, For(of, person));
        of.Done(Role.Coordinator, Revoke(of, made[2]));
        Made(of, Role.Coordinator, For(of, person));
    }

    [Fact]
    public void Secrets_are_256_bits_each_another_and_known_by_their_digest()
    {
        string[] secrets = [.. Enumerable.Range(0, 1000).Select(_ => CalendarSecret.New())];
        Assert.Equal(1000, secrets.Distinct().Count());
        Assert.All(secrets, s => Assert.Equal(32, System.Buffers.Text.Base64Url.DecodeFromChars(s).Length));
        // SHA-256 of "abc" (FIPS 180-2, B.1).
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", CalendarSecret.DigestOf("abc"));
    }

    [Fact]
    public void The_digest_is_no_part_of_what_tells_one_command_from_another()
    {
        var (of, _, _, person) = PromiseCalendarTests.Promised();
        string? Fingerprint(string digest) => Commands.ChangeOf(For(of, person) with { CalendarDigest = digest }, of.As(Role.Coordinator), DateTimeOffset.UnixEpoch, new HashSet<string>(), null).Fingerprint;
        Assert.Equal(Fingerprint("one"), Fingerprint("other"));
    }

    private static CreateCalendarAddress For(ProcessCase of, string? person) => new() { ChildId = of.ChildId, PersonId = person, CalendarDigest = "digest" };

    private static RevokeCalendarAddress Revoke(ProcessCase of, string id) => new() { ChildId = of.ChildId, CalendarAddressId = id };

    private static CalendarAddress Made(ProcessCase of, Role role, CreateCalendarAddress command) =>
        of.Done(role, command) is var id ? of.Case.CalendarAddresses.Single(a => a.Id == id) : null!;
}
