using System.Buffers.Binary;

namespace LifelongLinks.Bolt;

/// <summary>What is exchanged before messages are (Bolt, Handshake).</summary>
internal static class Handshake
{
    private const uint Manifest = 0x000001FF;
    private const uint Http = 0x48545450;
    private const int MostOffers = 64;

    // The magic, then four proposals, each 0, how many minor versions before it will do as well, minor, major. The first asks for the
    // server's manifest instead (Bolt, Handshake manifest v1), which older servers pass over.
    private static readonly byte[] _proposals =
    [
        0x60, 0x60, 0xB0, 0x17,
        0, 0, 1, 0xFF,
        0, 2, 8, 5,
        0, 4, 4, 5,
        0, 0, 0, 0,
    ];

    /// <summary>Agrees with the server on a version.</summary>
    internal static async ValueTask<BoltVersion> Agree(Stream stream, CancellationToken cancellationToken)
    {
        await stream.WriteAsync(_proposals, cancellationToken);
        byte[] reply = new byte[4];
        await stream.ReadExactlyAsync(reply, cancellationToken);
        uint answer = BinaryPrimitives.ReadUInt32BigEndian(reply);
        BoltVersion version = new(reply[3], reply[2]);
        return answer switch
        {
            Manifest => await Choose(stream, cancellationToken),
            0 => throw new ProtocolException("The server speaks none of Bolt 5.0 to 5.8. Neo4j 5 or later does."),
            Http => throw new ProtocolException("The server speaks HTTP. Its Bolt port is another, 7687 unless configured otherwise."),
            _ => version.Supported && reply[0] == 0 && reply[1] == 0
                ? version : throw new ProtocolException($"The server chose {Convert.ToHexString(reply)}, which was not proposed."),
        };
    }

    // The server: how many offers, the offers, its capabilities. The client: the version it chooses, and no capability.
    private static async ValueTask<BoltVersion> Choose(Stream stream, CancellationToken cancellationToken)
    {
        BoltVersion? best = null;
        byte[] offer = new byte[4];
        ulong offers = await Number(stream, cancellationToken);
        if (offers > MostOffers)
        {
            throw new ProtocolException($"The server offers {offers} ranges of versions.");
        }
        for (; offers > 0; offers--)
        {
            await stream.ReadExactlyAsync(offer, cancellationToken);
            for (int minor = offer[2]; minor >= Math.Max(0, offer[2] - offer[1]); minor--)
            {
                BoltVersion version = new(offer[3], minor);
                if (version.Supported && (best is null || version > best))
                {
                    best = version;
                }
            }
        }
        await Number(stream, cancellationToken);
        if (best is not { } chosen)
        {
            throw new ProtocolException("The server speaks none of Bolt 5.0 to 5.8. Neo4j 5 or later does.");
        }
        await stream.WriteAsync(new byte[] { 0, 0, (byte)chosen.Minor, (byte)chosen.Major, 0 }, cancellationToken);
        return chosen;
    }

    // A number of any length: seven bits in each byte, the lowest first, and the eighth set in all but the last.
    private static async ValueTask<ulong> Number(Stream stream, CancellationToken cancellationToken)
    {
        byte[] next = new byte[1];
        ulong number = 0;
        for (int shift = 0; shift < 63; shift += 7)
        {
            await stream.ReadExactlyAsync(next, cancellationToken);
            number |= (ulong)(next[0] & 0x7F) << shift;
            if (next[0] < 0x80)
            {
                return number;
            }
        }
        throw new ProtocolException("The server sent a number without end in its handshake.");
    }
}
