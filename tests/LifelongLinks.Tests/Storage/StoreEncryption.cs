using System.Buffers.Text;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using LifelongLinks.Seed;
using LifelongLinks.Storage;
using LifelongLinks.Tests.Neo4j;

namespace LifelongLinks.Tests.Storage;

/// <summary>Where somebody can be reached or found is stored encrypted, by keys that can be changed.</summary>
public abstract partial class StoreContract
{
    private const string Phone = "07700 900321", Home = "rowan-house", Place = "17 Rowan Street, Exampleton";

    private static readonly string[] _zero = ["0"];
    private static readonly JsonSerializerOptions _asSaid = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly KeyEncryptionKeys _others = KeyEncryptionKeys.OfText(Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)]), "another file");

    /// <summary>The store that was opened last, opened once more, as by another process.</summary>
    private protected abstract Task<IWholeStore> OpenAgain(KeyEncryptionKeys keys);

    /// <summary>Everything that stands in it, as somebody sees it who has it in their hands.</summary>
    private protected abstract Task<string> Everything();

    /// <summary>What stands there for a property.</summary>
    private protected abstract Task<string> Stored(string id, string property);

    /// <summary>Puts something else there.</summary>
    private protected abstract Task Overwrite(string id, string property, string value);

    /// <summary>Makes it a store from before there were keys; or one in which encrypting was broken off, with a key that says so.</summary>
    private protected abstract Task MakeOld(WrappedKey? key);

    /// <summary>Says of each data key that values may be plain.</summary>
    private protected abstract Task SayPlain();

    private static Placement Placed(int id) =>
        new() { Id = Id(id), ChildId = _ava, Kind = PlacementKind.FosterCare, Home = Home, Place = Place, From = _today };

    private static ContactDetail Reach(int id, string value = Phone) =>
        new() { Id = Id(id), PersonId = _nan, Kind = ContactDetailKind.Phone, Value = value };

    [StoreFact]
    public async Task Nothing_that_says_where_somebody_is_in_the_stories_stands_in_it()
    {
        await using var store = await Open();
        var today = new DateOnly(2026, 6, 30);
        Assert.Null(await StoryStore.Load(store, today, DateTimeOffset.UnixEpoch));
        var told = Stories.All(today).SelectMany(s => s.Changes.Nodes).ToList();
        // Some of the words are said elsewhere too, as the name of a town in what somebody said.
        string others = string.Join('\n', told.Select(n => JsonSerializer.Serialize(n.GetType().GetProperties()
            .Where(p => p.CanWrite && !p.IsDefined(typeof(EncryptedAttribute))).Select(p => p.GetValue(n)), _asSaid)));
        var values = told.SelectMany(n => n.GetType().GetProperties().Where(p => p.IsDefined(typeof(EncryptedAttribute))).Select(p => (string?)p.GetValue(n)))
            .OfType<string>().Distinct().Where(v => !others.Contains(v, StringComparison.Ordinal)).ToList();
        Assert.InRange(values.Count, 80, 1000);
        string stands = await Everything();
        Assert.DoesNotContain(values, v => stands.Contains(v, StringComparison.Ordinal));
        Assert.Contains("enc:1:1:", stands, StringComparison.Ordinal);
    }

    [StoreFact]
    public async Task What_is_encrypted_is_read_as_it_was_written_and_what_did_not_change_is_not_written_again()
    {
        await using var store = await OpenSample();
        var placed = Placed(40);
        Conference conference = new() { Id = Id(42), ChildId = _ava, PlannedOn = _today, Place = Place };
        await Save(store, _ava, placed, Reach(43), conference, Correction.Of(placed, Id(44), _today, "the wrong street", null));
        var read = await store.Get(_everything, [Id(40), Id(42), Id(43), Id(44)], _never);
        Assert.Equal(Place, read.Node<Placement>(Id(40))!.Place);
        Assert.Equal(Home, read.Node<Placement>(Id(40))!.Home);
        Assert.Equal(Place, read.Node<Conference>(Id(42))!.Place);
        Assert.Equal(Phone, read.Node<ContactDetail>(Id(43))!.Value);
        Assert.Equal(placed, read.Node<Correction>(Id(44))!.Before());
        string before = await Stored(Id(43), "value"), stands = await Everything();
        Assert.All([Phone, Home, Place], value => Assert.DoesNotContain(value, stands, StringComparison.Ordinal));
        Assert.Empty((await Save(store, _ava, Reach(43))).ChangedIds);
        Assert.Equal(before, await Stored(Id(43), "value"));
        await Save(store, _ava, Reach(45));
        Assert.NotEqual(before, await Stored(Id(45), "value")); // the same number of somebody else does not look the same
    }

    [StoreFact]
    public async Task What_was_not_written_there_with_the_keys_is_refused()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Placed(40), Reach(43), Reach(45, "07700 900999"));
        string stored = await Stored(Id(40), "place");
        string Flipped(Index at)
        {
            byte[] bytes = Base64Url.DecodeFromChars(stored.Split(':')[3]);
            bytes[at] ^= 1;
            return $"enc:1:1:{Base64Url.EncodeToString(bytes)}";
        }
        (string What, string Value)[] wrong =
        [
            ("its nonce", Flipped(3)), ("its text", Flipped(14)), ("its tag", Flipped(^1)), ("cut off", stored[..^4]), ("empty", ""),
            ("another key", stored.Replace("enc:1:1:", "enc:1:2:", StringComparison.Ordinal)),
            ("another scheme", stored.Replace("enc:1:1:", "enc:2:1:", StringComparison.Ordinal)),
            ("of another property", await Stored(Id(40), "home")), ("of another node", await Stored(Id(43), "value")), ("plain", "1 Other Street"),
        ];
        foreach (var (what, value) in wrong)
        {
            await Overwrite(Id(40), "place", value);
            var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Get(_everything, [Id(40)], _never));
            Assert.Equal((what, StoreFault.TamperedWith), (what, thrown.Fault));
            Assert.Contains(Id(40), thrown.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("Street", thrown.Message, StringComparison.Ordinal);
            // And so is every change of the case, rather than that it writes over it.
            Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => Save(store, _ava, Placed(40)))).Fault);
        }
        await Overwrite(Id(40), "place", stored);
        Assert.Equal(Place, (await store.Get(_everything, [Id(40)], _never)).Node<Placement>(Id(40))!.Place);
        // The same property of two nodes, exchanged.
        (string one, string two) = (await Stored(Id(43), "value"), await Stored(Id(45), "value"));
        await Overwrite(Id(43), "value", two);
        await Overwrite(Id(45), "value", one);
        Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Get(_everything, [Id(43)], _never))).Fault);
        Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => store.Get(_everything, [Id(45)], _never))).Fault);
    }

    [StoreFact]
    public async Task It_does_not_open_with_another_key_nor_without_its_data_keys()
    {
        await using var store = await OpenSample();
        var thrown = await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAgain(_others));
        Assert.Equal(StoreFault.WrongKey, thrown.Fault);
        Assert.Contains("another file", thrown.Message, StringComparison.Ordinal);
        await SayPlain();
        Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAgain(TestKeys.Keys))).Fault);
    }

    [StoreFact]
    public Task What_was_written_before_there_were_keys_is_encrypted_when_it_is_opened() => EncryptedWhenOpened(wasBrokenOff: false);

    [StoreFact]
    public Task Encrypting_that_was_broken_off_goes_on_when_it_is_opened() => EncryptedWhenOpened(wasBrokenOff: true);

    private async Task EncryptedWhenOpened(bool wasBrokenOff)
    {
        await using (var store = await OpenSample())
        {
            await Save(store, _ava, Placed(40), Reach(43));
        }
        DataKeys keys = new(TestKeys.Keys, "here");
        var first = keys.New(1, withPlain: true);
        keys.Take([first]);
        await MakeOld(wasBrokenOff ? first : null);
        await Overwrite(Id(40), "place", Place);
        await Overwrite(Id(40), "home", wasBrokenOff ? keys.Encrypt(Home, "Placement.home", Id(40)) : Home);
        await Overwrite(Id(43), "value", Phone);
        await Overwrite(Id(25), "value", "0");
        await Overwrite(Id(26), "value", "0");
        Assert.Contains(Place, await Everything(), StringComparison.Ordinal);
        await using (var again = await OpenAgain(TestKeys.Keys))
        {
            var read = await again.Get(_everything, [Id(40), Id(43)], _never);
            Assert.Equal((Place, Home, Phone), (read.Node<Placement>(Id(40))!.Place, read.Node<Placement>(Id(40))!.Home, read.Node<ContactDetail>(Id(43))!.Value));
            string stands = await Everything();
            Assert.All([Phone, Home, Place], value => Assert.DoesNotContain(value, stands, StringComparison.Ordinal));
            // From now on nothing plain is taken.
            await Overwrite(Id(40), "place", Place);
            Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => again.Get(_everything, [Id(40)], _never))).Fault);
        }
        await using var third = await OpenAgain(TestKeys.Keys);
        Assert.Equal(StoreFault.TamperedWith, (await Assert.ThrowsAsync<StoreUnavailableException>(() => third.Get(_everything, [Id(40)], _never))).Fault);
    }

    [StoreFact]
    public async Task A_new_data_key_is_taken_up_by_every_server_and_the_old_one_goes()
    {
        await using var store = await OpenSample();
        var change = Changing(_ava, _ => new Changes { Nodes = [Placed(40), Reach(43)] }) with { Fingerprint = "of this input" };
        await store.Change(change, _never);
        Assert.Equal("of this input", (await store.Change(change, _never)).Applied!.Fingerprint);
        Assert.DoesNotContain("of this input", await Everything(), StringComparison.Ordinal);
        await using var other = await OpenAgain(TestKeys.Keys);
        Assert.Equal(new(2, 5, 1), await other.RotateKeys(_ => { }, _never)); // two of the sample, three of these
        // This one has not heard of it.
        Assert.Equal(Phone, (await store.Get(_everything, [Id(43)], _never)).Node<ContactDetail>(Id(43))!.Value);
        Assert.Equal(new(3, 5, 1), await other.RotateKeys(_ => { }, _never));
        await Save(store, _ava, Reach(45));
        Assert.StartsWith("enc:1:3:", await Stored(Id(45), "value"), StringComparison.Ordinal);
        Assert.Equal(Place, (await other.Get(_everything, [Id(40)], _never)).Node<Placement>(Id(40))!.Place);
        // What is of no use without the old key is forgotten, and nobody is told of another input.
        var retried = await store.Change(change, _never);
        Assert.Equal((ChangeStatus.AlreadyApplied, null), (retried.Status, retried.Applied!.Fingerprint));
    }

    [StoreFact]
    public async Task A_rotation_that_was_broken_off_goes_on()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, [.. Enumerable.Range(0, 1_100).Select(n => (object)Reach(1_000 + n, $"07700 9{n}"))]);
        await using var other = await OpenAgain(TestKeys.Keys);
        using CancellationTokenSource stop = new();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => other.RotateKeys(_ => stop.Cancel(), stop.Token));
        async Task<int> Under(int key) => (await Task.WhenAll(Enumerable.Range(0, 1_100).Where(n => n % 50 == 0).Select(n => Stored(Id(1_000 + n), "value"))))
            .Count(v => v.StartsWith($"enc:1:{key}:", StringComparison.Ordinal));
        Assert.True(await Under(1) > 0 && await Under(2) > 0);
        // Both are read, and what is written is under the new one.
        Assert.Equal(1_102, await Details(store));
        var rotated = await other.RotateKeys(_ => { }, _never);
        Assert.Equal((2, 1), (rotated.Current, rotated.Removed));
        Assert.InRange(rotated.Encrypted, 1, 1_101);
        Assert.Equal((0, 22), (await Under(1), await Under(2)));
        Assert.Equal(1_102, await Details(store));
    }

    [StoreFact]
    public async Task Keys_are_changed_again_and_again_while_others_write_and_nothing_is_lost()
    {
        await using var store = await OpenSample();
        await using var other = await OpenAgain(TestKeys.Keys);
        await using var third = await OpenAgain(TestKeys.Keys);
        var rotating = Task.Run(async () =>
        {
            for (int i = 0; i < 6; i++)
            {
                await third.RotateKeys(_ => { }, _never);
            }
        });
        int written = 0;
        IStore[] writers = [store, other];
        await Task.WhenAll(writers.Select((writer, w) => Task.Run(async () =>
        {
            for (int n = 0; n < 40 || !rotating.IsCompleted; n++)
            {
                int id = 10_000 * (w + 1) + n;
                // Of two cases, as each change waits for those of its own.
                await Save(writer, w == 0 ? _ava : _ben, Reach(id, $"number {id}"));
                Interlocked.Increment(ref written);
                Assert.Equal($"number {id}", (await writer.Get(_everything, [Id(id)], _never)).Node<ContactDetail>(Id(id))!.Value);
            }
        })));
        await rotating;
        Assert.Equal(written + 2, await Details(store));
        Assert.Equal(written + 2, await Details(third));
        Assert.Equal(new(8, written + 2, 1), await third.RotateKeys(_ => { }, _never));
    }

    [StoreFact]
    public async Task A_new_key_outside_is_taken_up_and_the_old_one_is_of_no_use_any_more()
    {
        await using var store = await OpenSample();
        await Save(store, _ava, Reach(43));
        string[] texts = [Convert.ToBase64String(new byte[32]), Convert.ToBase64String([.. Enumerable.Repeat((byte)7, 32)])];
        var both = KeyEncryptionKeys.OfText(string.Join('\n', ["# oldest first", .. texts]), "both");
        await using (var other = await OpenAgain(both))
        {
            Assert.Equal((1, 1), await other.RewrapKeys(_never));
            Assert.Equal((0, 1), await other.RewrapKeys(_never));
        }
        await using var with = await OpenAgain(_others);
        Assert.Equal(Phone, (await with.Get(_everything, [Id(43)], _never)).Node<ContactDetail>(Id(43))!.Value);
        Assert.Equal(StoreFault.WrongKey, (await Assert.ThrowsAsync<StoreUnavailableException>(() => OpenAgain(TestKeys.Keys))).Fault);
        // A server that has the data key goes on.
        Assert.Equal(Phone, (await store.Get(_everything, [Id(43)], _never)).Node<ContactDetail>(Id(43))!.Value);
    }

    [StoreFact]
    public async Task What_is_encrypted_can_be_neither_searched_nor_sorted_by()
    {
        await using var store = await OpenSample();
        Assert.NotEmpty(EncryptedField.All);
        foreach (var field in EncryptedField.All)
        {
            foreach (var comparison in Enum.GetValues<Comparison>())
            {
                Filter.Property asks = new(field.Name, comparison, comparison is Comparison.In or Comparison.Nin ? _zero : "0");
                await Assert.ThrowsAsync<ArgumentException>(() => store.Find(_everything, new(field.Label) { Where = asks }, _never));
                string edge = Graph.NodeKind(field.Label).References[0].Type;
                await Assert.ThrowsAsync<ArgumentException>(() => store.Find(_everything, new("Person") { Where = new Filter.Some(edge, Way.Out, asks) }, _never));
            }
            await Assert.ThrowsAsync<ArgumentException>(() => store.Find(_everything, new(field.Label) { OrderBy = [new(field.Name)] }, _never));
            Pattern slice = new([Step.Out(Graph.NodeKind(field.Label).References[0].Type) with { Slice = new(field.Name, 1, false) }]);
            await Assert.ThrowsAsync<ArgumentException>(() => store.Expand(_everything, [_ava], slice, _never));
        }
    }

    private static async Task<int> Details(IStore store)
    {
        int count = 0;
        Page page;
        Query query = new("ContactDetail") { Take = 500 };
        do
        {
            page = await store.Find(_everything, query, _never);
            count += page.Nodes.OfType<ContactDetail>().Count(d => d.Value is "0" || d.Value.StartsWith("number ", StringComparison.Ordinal) || d.Value.StartsWith("07700", StringComparison.Ordinal));
            query = query with { After = page.Positions is [.., var last] ? last : null };
        }
        while (page.HasNext);
        return count;
    }
}
