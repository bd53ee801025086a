using System.Buffers.Binary;

namespace LifelongLinks.Bolt;

/// <summary>Gathers messages in one buffer, cut into chunks (Bolt, Message chunking), to be sent together.</summary>
internal sealed class MessageWriter
{
    private const int LargestChunk = ushort.MaxValue;

    private readonly PackStreamWriter _packer = new();

    /// <summary>Adds a message. One that cannot be written leaves nothing behind.</summary>
    internal void Add<T>(in T request) where T : struct, IRequest
    {
        int start = _packer.Length;
        try
        {
            _packer.Reserve(2);
            request.Write(_packer);
        }
        catch
        {
            _packer.Truncate(start);
            throw;
        }
        Chunk(start);
    }

    /// <summary>What was added.</summary>
    internal ReadOnlyMemory<byte> Gathered => _packer.Written;

    /// <summary>What was added has been sent.</summary>
    internal void Sent() => _packer.Truncate(0);

    // The message was written behind room for one header. More headers push apart what is there, from the last chunk on.
    private void Chunk(int start)
    {
        int length = _packer.Length - start - 2;
        int chunks = (length + LargestChunk - 1) / LargestChunk;
        _packer.Reserve(2 * (chunks - 1) + 2);
        var bytes = _packer.Since(start);
        bytes[^2..].Clear();
        for (int i = chunks - 1; i >= 0; i--)
        {
            int from = 2 + i * LargestChunk;
            int size = Math.Min(LargestChunk, length - i * LargestChunk);
            if (i > 0)
            {
                bytes.Slice(from, size).CopyTo(bytes[(from + 2 * i)..]);
            }
            BinaryPrimitives.WriteUInt16BigEndian(bytes[(from + 2 * i - 2)..], (ushort)size);
        }
    }
}
