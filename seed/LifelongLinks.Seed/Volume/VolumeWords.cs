namespace LifelongLinks.Seed;

/// <summary>What is said and written in the volume.</summary>
internal static class VolumeWords
{
    public static readonly string[] Schools =
        ["Oakfield School", "St Anne's School", "Riverbank Academy", "Hawthorn School", "Kingsway Academy", "Larkhill School", "Northgate School", "Millbrook Academy"];

    public static readonly string[] Moves =
        ["A longer home was found", "The carers stopped fostering", "To be nearer to school", "The carers moved away", "To be with more people of their own age"];

    public static readonly string[] Whys =
    [
        "Has moved often and has lost touch with most of the family.", "Asks where the family is, and who else there is.",
        "Everybody around is paid to be there.", "Will be 18 before long and has few people to rely on.",
    ];

    public static readonly string[] Risks =
        ["Visits can be hard when somebody is not well.", "Nobody knows how Dad will take it.", "Old quarrels between the two sides.", "None known; go gently."];

    public static readonly string[] Supports =
        ["Somebody trusted there each time there is news.", "A walk with the carer afterwards.", "To hear first, before anybody else does."];

    public static readonly string[] Explained =
        ["At home, with the leaflet for young people", "On a walk; asked what happens if somebody says no", "At school with a teacher there", "In two visits, with drawings"];

    public static readonly string[] Worries =
        ["It may unsettle the home.", "If somebody says no it will hurt.", "There have been enough new people."];

    public static readonly string[] Shown =
    [
        "Nan is closest.", "I don't know half of my roots.", "With Mum I want somebody in the room.", "This is where we left and nobody asked me.",
        "My friends are family too.", "There are people I only remember the smell of.",
    ];

    public static readonly string[] WantsToKnow = ["What was I like as a baby?", "Where does my name come from?", "I want to cook what we used to eat."];

    public static readonly string[] WantsToHear = ["A letter would be enough.", "Just to know they are all right.", "I'd like to hear their voice."];

    public static readonly string[] Affirmations = ["Always there for me.", "Loves me and I love them.", "Makes me laugh.", "Kept my drawings."];

    public static readonly string[] Offers = ["There is always a bed.", "Can ring me at any hour.", "I'll help with forms.", "Sunday dinner.", "I have all the photographs."];

    public static readonly string[] Places = ["Community centre", "Church hall", "Family centre", "School hall", "Library"];

    public static readonly string[] Choices = ["Pizza, my music, and I open it myself.", "Short. Nobody reads out my file.", "Nan's cooking; I sit next to my friend."];

    public static readonly string[] Views = ["It's working.", "I want to go slower.", "I want to see them more.", "Fine.", "Tell me before, not after."];

    public static readonly string[] Excuses = ["Was ill", "The car was off the road", "Wanted to be with friends that day", "There was a funeral", "The booking was lost"];

    public static readonly string[] Afterwards =
    [
        "It was nice to talk.", "We laughed a lot.", "I told them about school.", "I wanted it to last longer.", "Good, as always.", "It made my week.",
        "I was tired but I am glad we did it.", "We talked about when I was little.", "A bit awkward.",
    ];
}
