using System.Globalization;

namespace LifelongLinks.Core;

/// <summary>Promises in plain words, as short as a phone shows them.</summary>
internal static class PromiseWords
{
    /// <summary>To whoever made the promise: what to do.</summary>
    /// <param name="mode">How they are in touch.</param>
    /// <param name="child">What the child is called; null: the child is not named.</param>
    internal static string ToPromiser(ContactMode mode, string? child) => child is null ? Words.Sentence(mode) : mode switch
    {
        ContactMode.InPerson => $"See {child}",
        ContactMode.OvernightStay => $"{child} stays overnight",
        ContactMode.PhoneCall => $"Ring {child}",
        ContactMode.VideoCall => $"Video call with {child}",
        ContactMode.Message => $"Message {child}",
        ContactMode.Email => $"Email {child}",
        ContactMode.Letter or ContactMode.Letterbox => $"Write to {child}",
        ContactMode.Card => $"Send {child} a card",
        ContactMode.Gift => $"A present for {child}",
        ContactMode.Outing => $"Out with {child}",
        ContactMode.FamilyEvent => $"Family day with {child}",
        _ => $"Holiday with {child}",
    };

    /// <summary>To the child: what to look forward to.</summary>
    internal static string ToChild(ContactMode mode, IReadOnlyList<string> people)
    {
        string who = people.Count == 1 ? people[0] : $"{string.Join(", ", people.SkipLast(1))} and {people[^1]}";
        return mode switch
        {
            ContactMode.InPerson => $"Seeing {who}",
            ContactMode.OvernightStay => $"Staying overnight with {who}",
            ContactMode.PhoneCall => $"Phone call with {who}",
            ContactMode.VideoCall => $"Video call with {who}",
            ContactMode.Message => $"Message from {who}",
            ContactMode.Email => $"Email from {who}",
            ContactMode.Letter or ContactMode.Letterbox => $"Letter from {who}",
            ContactMode.Card => $"Card from {who}",
            ContactMode.Gift => $"Present from {who}",
            ContactMode.Outing => $"Out with {who}",
            ContactMode.FamilyEvent => $"Family day with {who}",
            _ => $"Holiday with {who}",
        };
    }

    /// <summary>On which days it may be kept; null where it is one day.</summary>
    internal static string? When(DateOnly first, DateOnly last) => first == last ? null
        : string.Create(CultureInfo.InvariantCulture, $"Any day from {first:d MMMM} to {last:d MMMM}.");

    /// <summary>That it may still be kept, though its day is over.</summary>
    internal static string StillCounts(DateOnly until) => string.Create(CultureInfo.InvariantCulture, $"It still counts until {until:d MMMM}.");
}
