using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>What a new day brings.</summary>
public sealed class DayTests : IDisposable
{
    private static readonly TimeZoneInfo _london = TimeZoneInfo.FindSystemTimeZoneById("Europe/London");

    private readonly Evening _evening = new();
    private readonly LiveServer _server;

    public DayTests() => _server = new(services => services.Replace(ServiceDescriptor.Singleton(new Clock(_evening, null))));

    /// <summary>The day that is about to begin when a test does.</summary>
    private DateOnly Tomorrow => _evening.Midnight;

    [Fact]
    public async Task When_the_day_turns_reviews_due_that_day_are_told_to_those_who_see_the_case()
    {
        string due = LiveServer.NewId();
        Review review = new() { Id = due, ChildId = Stories.Amara, Kind = ReviewKind.LifelongLinksReview, DueOn = Tomorrow };
        await _server.Change(Stories.Amara, _ => new Changes
        {
            Nodes =
            [
                review,
                review with { Id = LiveServer.NewId(), HeldOn = Tomorrow.AddDays(-3) }, // held already
                review with { Id = LiveServer.NewId(), DueOn = Tomorrow.AddDays(1) }, // another day's
                review with { Id = LiveServer.NewId(), DueOn = Tomorrow.AddDays(-1) }, // told of yesterday
            ],
        });
        await _server.Change(Stories.Marcus, _ => new Changes { Nodes = [review with { Id = LiveServer.NewId(), ChildId = Stories.Marcus }] }); // another team's
        using var client = await _server.Connect();
        await client.Subscribe("a", "subscription { reviewBecameDue { review { id dueOn } child { id } } }");
        await _server.Listening(1);

        _evening.Passes();
        var told = (await client.Next("a")).GetProperty("reviewBecameDue");
        Assert.Equal((due, Stories.Amara), (told.GetProperty("review").GetProperty("id").GetString(), told.GetProperty("child").GetProperty("id").GetString()));
        await client.Subscribe("b", "{ viewer { today } }");
        Assert.Equal($"{Tomorrow:yyyy-MM-dd}", (await client.Next("b")).GetProperty("viewer").GetProperty("today").GetString()); // and no other review before it
    }

    [Fact]
    public async Task Oversight_that_ends_with_the_day_ends_the_stream()
    {
        string subject = $"officer-{LiveServer.NewId()}", worker = LiveServer.NewId();
        await _server.Change(Stories.Kofi, _ => new Changes
        {
            Nodes = [new Worker { Id = worker, Name = "Officer", Subject = subject, Roles = [Role.IndependentReviewingOfficer] }],
            Edges = [new Oversight { Id = LiveServer.NewId(), WorkerId = worker, ChildId = Stories.Kofi, Role = Role.IndependentReviewingOfficer, Since = new(2020, 1, 1), Until = Tomorrow }],
        });
        using var client = await LiveClient.Open(_server.Address);
        await client.Initialise(_server.TokenFor(subject, Role.IndependentReviewingOfficer));
        await client.Subscribe("a", $"subscription {{ caseChanged(childId: \"{Stories.Kofi}\") {{ at }} }}");
        await _server.Listening(1);
        await _server.ChangeLink(Stories.Kofi);
        await client.Next("a");

        _evening.Passes();
        await client.Receive("complete", "a");
        await _server.Listening(0);
    }

    public void Dispose() => _server.Dispose();

    /// <summary>Ten minutes before the last midnight in London, until it passes: never later than it is, so that tokens hold.</summary>
    private sealed class Evening : TimeProvider
    {
        private TimeSpan _behind;

        internal Evening()
        {
            var now = System.GetUtcNow();
            var local = TimeZoneInfo.ConvertTime(now, _london);
            Midnight = DateOnly.FromDateTime(local.Date);
            _behind = local.TimeOfDay + TimeSpan.FromMinutes(10);
        }

        internal DateOnly Midnight { get; }

        internal void Passes() => _behind -= TimeSpan.FromMinutes(20);

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() - _behind;
    }
}
