using System.Text;

namespace LifelongLinks.Tests.Server.Watching;

/// <summary>
/// Every text in a protobuf message, without its schema (https://protobuf.dev/programming-guides/encoding/): what can be read as text is text, what
/// can be read as a message is read on as well, and what is neither is given in hexadecimal digits, as trace ids are. So nothing is passed over.
/// </summary>
internal static class WireTexts
{
    private static readonly UTF8Encoding _strict = new(false, throwOnInvalidBytes: true);

    internal static IReadOnlyList<string> Of(byte[] message)
    {
        List<string> texts = [];
        Assert.True(Read(message, texts), "no protobuf");
        return texts;
    }

    private static bool Read(ReadOnlySpan<byte> message, List<string> texts)
    {
        while (message.Length > 0)
        {
            if (!Number(ref message, out ulong tag) || tag >> 3 == 0)
            {
                return false;
            }
            switch (tag & 7)
            {
                case 0:
                    if (!Number(ref message, out _))
                    {
                        return false;
                    }
                    break;
                case 1 or 5:
                    int fixedLength = (tag & 7) == 1 ? 8 : 4;
                    if (message.Length < fixedLength)
                    {
                        return false;
                    }
                    message = message[fixedLength..];
                    break;
                case 2:
                    if (!Number(ref message, out ulong length) || length > (ulong)message.Length)
                    {
                        return false;
                    }
                    Part(message[..(int)length], texts);
                    message = message[(int)length..];
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    private static void Part(ReadOnlySpan<byte> part, List<string> texts)
    {
        if (Text(part) is { } text)
        {
            texts.Add(text);
        }
        List<string> within = [];
        if (Read(part, within))
        {
            texts.AddRange(within);
        }
        texts.Add(Convert.ToHexStringLower(part.Length <= 16 ? part : []));
    }

    private static string? Text(ReadOnlySpan<byte> bytes)
    {
        try
        {
            string text = _strict.GetString(bytes);
            return text.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) ? null : text;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    private static bool Number(ref ReadOnlySpan<byte> bytes, out ulong number)
    {
        number = 0;
        for (int i = 0; i < bytes.Length && i < 10; i++)
        {
            number |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }
        return false;
    }
}
