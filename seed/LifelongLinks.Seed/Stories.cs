using LifelongLinks.Core;

namespace LifelongLinks.Seed;

/// <summary>Everything recorded for one child.</summary>
/// <param name="ChildId">Id of the child.</param>
/// <param name="Changes">What to save in the child's case.</param>
public sealed record Story(string ChildId, Changes Changes);

/// <summary>
/// Named stories of children in care and care leavers, to show and to test with. Nobody in them is real. They are laid out around a
/// day; their ids are the same whatever that day is.
/// </summary>
public static class Stories
{
    /// <summary>Amara, 14: five homes, a brother she does not see, a plan of more than a year, and a dad to be found.</summary>
    public static readonly string Amara = SeedIds.Of("amara");
    /// <summary>Amara's Nan, Beatrice Mensah: the first to ask about Amara's dad.</summary>
    public static readonly string AmarasNan = SeedIds.Of("amara/nan");
    /// <summary>Amara's dad, Kwame Osei.</summary>
    public static readonly string AmarasDad = SeedIds.Of("amara/dad");
    /// <summary>Amara's mum, Abena Mensah: with care.</summary>
    public static readonly string AmarasMum = SeedIds.Of("amara/mum");
    /// <summary>Amara's former foster carer, Margaret Doyle, "Auntie Mags".</summary>
    public static readonly string AmarasFormerCarer = SeedIds.Of("amara/mags");
    /// <summary>Amara's Auntie Efua, with whom Amara wants video calls only.</summary>
    public static readonly string AmarasAunt = SeedIds.Of("amara/efua");
    /// <summary>Amara's great-aunt in Accra, who promised a birthday card.</summary>
    public static readonly string AmarasGreatAunt = SeedIds.Of("amara/adwoa");
    /// <summary>Amara's mentor, Tunde Bello, who has not been for a while.</summary>
    public static readonly string AmarasMentor = SeedIds.Of("amara/mentor");
    /// <summary>"Uncle Yaw", a friend of Amara's dad who declined.</summary>
    public static readonly string AmarasUncleYaw = SeedIds.Of("amara/yaw");
    /// <summary>Amara's best friend, Zainab.</summary>
    public static readonly string AmarasFriend = SeedIds.Of("amara/zainab");

    /// <summary>Kofi, 9, Amara's brother: his conference is planned.</summary>
    public static readonly string Kofi = SeedIds.Of("kofi");

    /// <summary>Jayden, 17: almost everybody around him is paid, or comes only because one worker arranges it.</summary>
    public static readonly string Jayden = SeedIds.Of("jayden");
    /// <summary>Jayden's key worker, Dean Marlow, on whom both unpaid ties hang.</summary>
    public static readonly string JaydensKeyWorker = SeedIds.Of("key-worker-dean");
    /// <summary>Jayden's cousin Tyrell.</summary>
    public static readonly string JaydensCousin = SeedIds.Of("jayden/tyrell");
    /// <summary>"Auntie Bev", an old friend of Jayden's mum.</summary>
    public static readonly string JaydensAuntieBev = SeedIds.Of("jayden/bev");

    /// <summary>Leah, 11, Tom's sister: her plan waits to be agreed.</summary>
    public static readonly string Leah = SeedIds.Of("leah");
    /// <summary>Tom, 8, Leah's brother.</summary>
    public static readonly string Tom = SeedIds.Of("tom");
    /// <summary>Leah and Tom's mum, Kelly Ashworth, whose address is confidential.</summary>
    public static readonly string LeahsMum = SeedIds.Of("leah/mum");
    /// <summary>Leah and Tom's father, Darren Pike, whom an order keeps away: no path may touch him.</summary>
    public static readonly string LeahsFather = SeedIds.Of("leah/father");
    /// <summary>Leah and Tom's grandmother, Jean Pike, whom Leah wants to find.</summary>
    public static readonly string LeahsGran = SeedIds.Of("leah/gran");
    /// <summary>Their mum's friend, Carol Bright.</summary>
    public static readonly string LeahsMumsFriend = SeedIds.Of("leah/carol");
    /// <summary>Leah's uncle, found not safe.</summary>
    public static readonly string LeahsUncle = SeedIds.Of("leah/uncle");
    /// <summary>Tom's aunt, who declined.</summary>
    public static readonly string TomsAunt = SeedIds.Of("tom/aunt");
    /// <summary>Tom's baby sister, under a sealed adoption: no answer may show her.</summary>
    public static readonly string TomsSister = SeedIds.Of("tom/sister");
    /// <summary>The confidential address of Leah and Tom's mum, made to be recognised: no answer may show it.</summary>
    public const string ConfidentialAddress = "9 Never To Be Shown Lane, Hiddenham, ZZ99 3CZ";

    /// <summary>Noor, 20, care leaver: ties that have lasted.</summary>
    public static readonly string Noor = SeedIds.Of("noor");
    /// <summary>Noor's former foster carer, Ruksana Malik.</summary>
    public static readonly string NoorsFormerCarer = SeedIds.Of("noor/ruksana");

    /// <summary>Sofia, 6: referred ten days after she came into care.</summary>
    public static readonly string Sofia = SeedIds.Of("sofia");
    /// <summary>Sofia's grandmother, "Vovó Lurdes".</summary>
    public static readonly string SofiasGrandmother = SeedIds.Of("sofia/lurdes");

    /// <summary>Ellis, 15, who took back their consent: everything is paused.</summary>
    public static readonly string Ellis = SeedIds.Of("ellis");
    /// <summary>Ellis's Grandad Ron.</summary>
    public static readonly string EllissGrandad = SeedIds.Of("ellis/ron");

    /// <summary>Marcus, 12, of the South Team: no demo account oversees his case.</summary>
    public static readonly string Marcus = SeedIds.Of("marcus");

    /// <summary>All stories, told on a day, in an order in which each can be saved: what one refers to came with it or before. A
    /// sibling who is named before their own story is a plain person until then.</summary>
    public static IReadOnlyList<Story> All(DateOnly today) =>
    [
        AmaraStory.On(today), KofiStory.On(today), JaydenStory.On(today), LeahStory.On(today), TomStory.On(today), NoorStory.On(today),
        SofiaStory.On(today), EllisStory.On(today), MarcusStory.On(today),
    ];
}
