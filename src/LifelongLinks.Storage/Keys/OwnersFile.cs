namespace LifelongLinks.Storage;

/// <summary>A file with a secret in it, readable by its owner only.</summary>
public static class OwnersFile
{
    /// <summary>Writes a new one. Where another process was first, its file is the file.</summary>
    public static void Write(string path, string secret)
    {
        string half = Half(path, secret);
        try
        {
            File.Move(half, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(half);
        }
    }

    /// <summary>Writes one in place of what was there: all of it, or it stays as it was.</summary>
    public static void Replace(string path, string secret) => File.Move(Half(path, secret), path, overwrite: true);

    /// <summary>How such a file is made, where there is none.</summary>
    internal static FileStreamOptions New()
    {
        FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }
        return options;
    }

    private static string Half(string path, string secret)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        else
        {
            Directory.CreateDirectory(folder);
        }
        string half = $"{path}.{Guid.NewGuid():N}";
        using StreamWriter writer = new(half, New());
        writer.Write(secret);
        writer.Flush();
        ((FileStream)writer.BaseStream).Flush(flushToDisk: true);
        return half;
    }
}
