using CsCheck;

namespace LifelongLinks.Tests.Core;

/// <summary>A stream of audit events tells of any change to it.</summary>
public class AuditChainTests
{
    private static readonly Gen<AuditEvent> _event = Gen.Select(
        Gen.String[Gen.Char['a', 'z'], 1, 3], Gen.String[Gen.Char['a', 'z'], 1, 3], Gen.Enum<Role>().List[0, 2], Gen.String[Gen.Char['0', '9'], 1, 2].List[0, 3],
        Gen.Int[0, 5], Gen.Bool, (subject, action, roles, ids, seconds, asked) => new AuditEvent
        {
            Id = Guid.NewGuid().ToString("N"),
            At = new DateTimeOffset(2026, 6, 15, 9, 30, 0, TimeSpan.Zero).AddSeconds(seconds),
            Subject = subject,
            Action = action,
            Roles = roles,
            ChildIds = ids,
            ChangedIds = [.. ids.Skip(1)],
            RequestId = asked ? subject : null,
        });

    private static readonly Gen<List<AuditEvent>> _stream = _event.List[3, 8].Select(events => Chained("s", events));

    // What somebody may do to an event: each makes it say something else.
    private static readonly Func<AuditEvent, AuditEvent>[] _changes =
    [
        a => a with { Id = a.Id + "0" },
        a => a with { At = a.At.AddTicks(1) },
        a => a with { Subject = a.Subject + "x" },
        a => a with { Action = a.Action + "x" },
        a => a with { Roles = [.. a.Roles, Role.Auditor] },
        a => a with { ChildIds = [.. a.ChildIds, "9"] },
        a => a with { ChildIds = ["", .. a.ChildIds] },
        a => a with { ChangedIds = [.. a.ChangedIds, "9"] },
        a => a with { RequestId = a.RequestId is null ? "" : null },
        // From one list to the other, and from one text to the next: the same letters in the same order.
        a => a with { ChildIds = [.. a.ChildIds, "9"], ChangedIds = [.. a.ChangedIds.Skip(1)] },
        a => a with { Subject = a.Subject + a.Action[..1], Action = a.Action[1..] },
    ];

    [Fact]
    public void A_stream_as_it_was_written_has_no_fault() =>
        _stream.Sample(stream => Assert.Null(FirstFault(stream)));

    [Fact]
    public void Any_change_of_an_event_in_the_middle_is_found_also_when_its_hash_is_made_to_fit() =>
        Gen.Select(_stream, Gen.Int[0, 100], Gen.Int[0, _changes.Length - 1], Gen.Bool).Sample((stream, at, which, fits) =>
        {
            int changed = at % (stream.Count - 1);
            var other = _changes[which](stream[changed]);
            stream[changed] = fits ? other with { Hash = AuditChain.HashOf(other) } : other;
            Assert.Equal(fits ? changed + 1 : changed, FirstFault(stream));
        });

    [Fact]
    public void So_are_an_event_taken_out_two_swapped_and_one_put_in() => Gen.Select(_stream, _event, Gen.Int[0, 100], Gen.Int[0, 100]).Sample((stream, more, at, then) =>
    {
        int one = at % (stream.Count - 1), other = one + 1 + (then % (stream.Count - 1 - one));
        List<AuditEvent> without = [.. stream], swapped = [.. stream], with = [.. stream];
        without.RemoveAt(one);
        (swapped[one], swapped[other]) = (swapped[other], swapped[one]);
        with.Insert(one, AuditChain.Link(more, one == 0 ? AuditHead.New("s") : AuditHead.At(stream[one - 1])));
        Assert.Equal(one, FirstFault(without));
        Assert.Equal(one, FirstFault(swapped));
        Assert.Equal(one + 1, FirstFault(with));
        // Nor does it help to count anew.
        Assert.NotNull(FirstFault([.. without.Select((a, i) => a with { Sequence = i + 1 })]));
        Assert.NotNull(FirstFault([.. swapped.Select((a, i) => a with { Sequence = i + 1 })]));
        Assert.NotNull(FirstFault([.. with.Select((a, i) => a with { Sequence = i + 1 })]));
    });

    [Fact]
    public void An_event_of_another_stream_has_no_place_in_this_one() => Gen.Select(_stream, _event).Sample((stream, more) =>
    {
        stream.Add(AuditChain.Link(more, AuditHead.At(stream[^1]) with { Stream = "t" }));
        Assert.Equal(stream.Count - 1, FirstFault(stream));
    });

    // Worked out apart from this code, from the description of the canonical form.
    [Fact]
    public void The_hash_is_that_of_the_canonical_form()
    {
        AuditEvent audit = new()
        {
            Id = "018a5f00000070008000000000000002",
            At = new(2026, 6, 15, 10, 30, 0, TimeSpan.FromHours(1)),
            Subject = "wendy",
            Roles = [Role.SocialWorker],
            Action = "query ChildPage",
            ChildIds = ["018a5f00000070008000000000000003", "018a5f00000070008000000000000003"],
        };
        var linked = AuditChain.Link(audit, AuditHead.New("018a5f00000070008000000000000001"));
        Assert.Equal("34686f43d449e9682435d2a792f8745c517cb7b6a40735762309aafadfd594be", linked.Hash);
        Assert.Equal((1, ""), (linked.Sequence, linked.Previous));
    }

    private static List<AuditEvent> Chained(string stream, List<AuditEvent> events)
    {
        var head = AuditHead.New(stream);
        List<AuditEvent> chained = [];
        foreach (var audit in events)
        {
            chained.Add(AuditChain.Link(audit, head));
            head = AuditHead.At(chained[^1]);
        }
        return chained;
    }

    // The index of the first event that has a fault.
    private static int? FirstFault(List<AuditEvent> stream)
    {
        var head = AuditHead.New("s");
        for (int i = 0; i < stream.Count; i++)
        {
            if (AuditChain.Fault(head, stream[i]) is not null)
            {
                return i;
            }
            head = AuditHead.At(stream[i]);
        }
        return null;
    }
}
