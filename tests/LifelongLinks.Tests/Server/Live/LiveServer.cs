using System.Net.Http.Headers;
using LifelongLinks.Seed;
using LifelongLinks.Server;
using Microsoft.Extensions.DependencyInjection;

namespace LifelongLinks.Tests.Server.Live;

/// <summary>The real server on a port of its own, on 30 June 2026 unless told otherwise, with changes made as commands make them.</summary>
public sealed class LiveServer : IDisposable
{
    private readonly TestServer _server;

    public LiveServer() : this(null) { }

    internal LiveServer(Action<IServiceCollection>? services, params (string Key, string Value)[] settings)
    {
        _server = new(services, settings: settings);
        _server.UseKestrel(0);
        _server.StartServer();
        Address = _server.ClientOptions.BaseAddress;
    }

    internal Uri Address { get; }

    internal IStore Store => Service<IStore>();

    internal Hub Hub => Service<Hub>();

    internal Connections Connections => Service<Connections>();

    internal T Service<T>() where T : notnull => _server.Services.GetRequiredService<T>();

    internal string Token(string account = "coordinator", DateTimeOffset? issued = null) => _server.Token(account, issued);

    /// <summary>A token for somebody with a name of their own.</summary>
    internal string TokenFor(string subject, Role role) =>
        DevelopmentTokens.Make(new(subject, subject, role, [], subject), DevelopmentKey.Open(_server.KeyPath), DateTimeOffset.UtcNow);

    /// <summary>A client over HTTP.</summary>
    internal HttpClient Http(string? token)
    {
        HttpClient client = new() { BaseAddress = Address };
        client.DefaultRequestHeaders.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    /// <summary>A client over a WebSocket that has said who it is, and was acknowledged.</summary>
    internal async Task<LiveClient> Connect(string account = "coordinator")
    {
        var client = await LiveClient.Open(Address);
        await client.Initialise(Token(account));
        return client;
    }

    /// <summary>Changes a case and tells of it, as this server's commands do.</summary>
    internal async Task<ChangeResult> Change(string childId, Func<Case, Outcome<Changes>> decide)
    {
        var result = await ChangeUntold(childId, decide);
        Hub.Publish(result);
        return result;
    }

    /// <summary>Changes a case as another server on the same store does: nobody here is told.</summary>
    internal Task<ChangeResult> ChangeUntold(string childId, Func<Case, Outcome<Changes>> decide)
    {
        AuditEvent audit = new() { Id = NewId(), At = DateTimeOffset.UtcNow, Subject = "test", Action = "test" };
        return Store.Change(new(NewId(), childId, c => decide(c.Case!), audit), default);
    }

    /// <summary>Changes how important one of the child's links is: a small change, another one each time.</summary>
    internal Task<ChangeResult> ChangeLink(string? childId = null) => Change(childId ?? Stories.Amara, OtherImportance);

    internal static Outcome<Changes> OtherImportance(Case @case) =>
        new Changes { Nodes = [@case.Links[0] with { Importance = @case.Links[0].Importance == 1 ? 2 : 1 }] };

    /// <summary>A contact with Nan of today.</summary>
    internal static Contact Contact(Case @case) => new()
    {
        Id = NewId(),
        ChildId = @case.Child.Id,
        On = new(2026, 6, 29),
        RecordedOn = new(2026, 6, 30),
        Mode = ContactMode.PhoneCall,
        PersonIds = [@case.Links[0].PersonId],
        StartedBy = ContactStarter.Person,
    };

    internal static string NewId() => Guid.CreateVersion7().ToString("N");

    /// <summary>Waits until so many listen.</summary>
    internal Task Listening(int subscribers) => Until(() => Hub.Subscribers == subscribers);

    /// <summary>Waits for what has to come by itself; a test that waits in vain fails.</summary>
    internal static Task Until(Func<bool> condition) => Until(() => Task.FromResult(condition()));

    /// <summary>Waits for what has to come by itself; a test that waits in vain fails.</summary>
    internal static async Task Until(Func<Task<bool>> condition)
    {
        using CancellationTokenSource inVain = new(TimeSpan.FromSeconds(60));
        while (!await condition())
        {
            await Task.Delay(10, inVain.Token);
        }
    }

    // Stopping waits, and must not keep a thread of the tests from what it waits for.
    public void Dispose() => Task.Run(_server.Dispose).Wait();
}
