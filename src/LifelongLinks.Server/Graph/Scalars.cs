using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;

namespace LifelongLinks.Server;

/// <summary>A day, yyyy-MM-dd.</summary>
public sealed class DateType : ScalarGraphType
{
    // Whether a literal can be parsed is seen when it is: only then does the client learn how a day is written.
    /// <inheritdoc/>
    public override bool CanParseLiteral(GraphQLValue value) => true;

    /// <summary>The Date scalar.</summary>
    public DateType()
    {
        Name = "Date";
        Description = "A day without a time, as yyyy-MM-dd (RFC 3339 full-date).";
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLNullValue ? null : ParseValue(value is GraphQLStringValue text ? text.Value.ToString() : value.Kind);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) =>
        value is null ? null
        : value is string text && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
        : throw new RequestError(RequestError.BadInput, "A Date is a day of the calendar written yyyy-MM-dd, such as \"2026-06-30\".");

    /// <inheritdoc/>
    public override object? Serialize(object? value) =>
        value is DateOnly day ? day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : value is null ? null : ThrowSerializationError(value);
}

/// <summary>An instant, RFC 3339 in UTC.</summary>
public sealed class DateTimeType : ScalarGraphType
{
    /// <inheritdoc/>
    public override bool CanParseLiteral(GraphQLValue value) => true;

    private const string Written = "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'";

    /// <summary>The DateTime scalar.</summary>
    public DateTimeType()
    {
        Name = "DateTime";
        Description = "An instant in UTC, as RFC 3339 has it: yyyy-MM-ddTHH:mm:ss.fffZ.";
    }

    /// <inheritdoc/>
    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLNullValue ? null : ParseValue(value is GraphQLStringValue text ? text.Value.ToString() : value.Kind);

    /// <inheritdoc/>
    public override object? ParseValue(object? value) =>
        value is null ? null
        : value is string { Length: >= 20 } text && text[10] is 'T' or 't'
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant) ? instant.ToUniversalTime()
        : throw new RequestError(RequestError.BadInput, "A DateTime is an instant written as in RFC 3339, such as \"2026-06-30T09:30:00Z\".");

    /// <inheritdoc/>
    public override object? Serialize(object? value) =>
        value is DateTimeOffset instant ? instant.UtcDateTime.ToString(Written, CultureInfo.InvariantCulture)
        : value is null ? null : ThrowSerializationError(value);
}
