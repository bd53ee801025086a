using System.IO.Pipelines;
using Parquet;
using Parquet.Schema;

namespace LifelongLinks.Server;

/// <summary>A table as a file of Apache Parquet: each column with its type. A file of columns is whole before it is sent, and small.</summary>
public static class ParquetTable
{
    /// <summary>Writes the file.</summary>
    public static async Task Write(PipeWriter to, IReadOnlyList<Column> columns, IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken cancel)
    {
        DataField[] fields = [.. columns.Select(Field)];
        using MemoryStream file = new(); // the writer goes back to where it has been
        await using (var parquet = await ParquetWriter.CreateAsync(new ParquetSchema(fields), file, new() { CompressionMethod = CompressionMethod.Snappy }, cancellationToken: cancel))
        {
            using var group = parquet.CreateRowGroup();
            for (int i = 0; i < fields.Length; i++)
            {
                await (columns[i].Type switch
                {
                    ColumnType.Text => group.WriteAsync(fields[i], rows.Select(row => (string?)row[i]).ToArray()!),
                    ColumnType.Day => Values<DateOnly>(group, fields[i], rows, i, cancel),
                    ColumnType.Whole => Values<int>(group, fields[i], rows, i, cancel),
                    _ => Values<double>(group, fields[i], rows, i, cancel),
                });
            }
        }
        await to.WriteAsync(file.GetBuffer().AsMemory(0, (int)file.Length), cancel);
    }

    private static DataField Field(Column column) => new(column.Name, column.Type switch
    {
        ColumnType.Text => typeof(string),
        ColumnType.Day => typeof(DateOnly),
        ColumnType.Whole => typeof(int),
        _ => typeof(double),
    }, isNullable: true);

    private static async Task Values<T>(ParquetRowGroupWriter group, DataField field, IReadOnlyList<IReadOnlyList<object?>> rows, int column, CancellationToken cancel) where T : struct =>
        await group.WriteAsync<T>(field, rows.Select(row => (T?)row[column]).ToArray().AsMemory(), cancellationToken: cancel);
}
