using System.Buffers.Binary;

namespace LifelongLinks.Bolt;

/// <summary>
/// Puts messages together from the chunks they arrive in (Bolt, Message chunking): each chunk has its length in two bytes before it, and a
/// length of 0 ends the message. A 0 where a message would begin is a NOOP, by which a server says that it is still there. Messages are put
/// together where they lie in the buffer, which grows by what arrives and never by what is announced.
/// </summary>
internal sealed class MessageReader(int mostBytes = MessageReader.LargestMessage)
{
    /// <summary>A server that sends more than this in one message is taken for broken.</summary>
    internal const int LargestMessage = 128 * 1024 * 1024;

    private const int SmallestBuffer = 8 * 1024;
    private const int LargestKept = 1024 * 1024;

    private byte[] _buffer = new byte[SmallestBuffer];
    private int _start; // The message being put together begins here,
    private int _length; // has come this far,
    private int _next; // and goes on with the chunk here.
    private int _end; // What was received ends here.

    /// <summary>Whether bytes have arrived that were not taken.</summary>
    internal bool HasMore => _end > _start;

    /// <summary>The next message, if all of it has arrived. Its bytes are good until the next call.</summary>
    internal bool TryTake(out ReadOnlyMemory<byte> message)
    {
        while (_end - _next >= 2)
        {
            int size = BinaryPrimitives.ReadUInt16BigEndian(_buffer.AsSpan(_next));
            if (size == 0)
            {
                int start = _start, length = _length;
                _start = _next += 2;
                _length = 0;
                if (length > 0)
                {
                    message = _buffer.AsMemory(start, length);
                    return true;
                }
                continue;
            }
            if (_end - _next - 2 < size)
            {
                break;
            }
            if (_length == 0)
            {
                _start = _next + 2;
            }
            else
            {
                _buffer.AsSpan(_next + 2, size).CopyTo(_buffer.AsSpan(_start + _length));
            }
            _length += size;
            _next += 2 + size;
            if (_length > mostBytes)
            {
                throw new ProtocolException($"The server sent a message of more than {mostBytes} bytes.");
            }
        }
        message = default;
        return false;
    }

    /// <summary>Where to put the bytes that arrive next.</summary>
    internal Memory<byte> Room()
    {
        MakeRoom();
        return _buffer.AsMemory(_end);
    }

    /// <summary>So many bytes were put there.</summary>
    internal void Received(int count) => _end += count;

    private void MakeRoom()
    {
        if (_start == _end)
        {
            _start = _next = _end = 0;
            if (_buffer.Length > LargestKept)
            {
                _buffer = new byte[SmallestBuffer];
            }
        }
        else if (_end == _buffer.Length)
        {
            // What is still needed is moved to the front, into a larger buffer when it fills more than half of this one.
            byte[] target = _end - _start > _buffer.Length / 2 ? new byte[2 * _buffer.Length] : _buffer;
            _buffer.AsSpan(_start, _end - _start).CopyTo(target);
            _buffer = target;
            _next -= _start;
            _end -= _start;
            _start = 0;
        }
    }
}
