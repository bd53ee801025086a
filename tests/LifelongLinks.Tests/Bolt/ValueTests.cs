using System.Globalization;
using CsCheck;
using LifelongLinks.Bolt;

namespace LifelongLinks.Tests.Bolt;

/// <summary>Values from the server as .NET's types.</summary>
public sealed class ValueTests
{
    [Fact]
    public void Numbers_and_texts_become_each_other()
    {
        Assert.Equal(5, ((object)5L).As<int>());
        Assert.Equal(5, ((object)5L).As<int?>());
        Assert.Equal(5.0, ((object)5L).As<double>());
        Assert.Equal("5", ((object)5L).As<string>());
        Assert.Equal(5L, ((object)"5").As<long>());
        Assert.Equal("1.5", ((object)1.5).As<string>());
        Assert.True(((object)"true").As<bool>());
        Assert.Equal(Guid.Empty, ((object)Guid.Empty.ToString()).As<Guid>());
        Assert.Throws<OverflowException>(() => ((object)long.MaxValue).As<int>());
        Assert.Throws<InvalidCastException>(() => ((object)"x").As<Guid>());
        Assert.Throws<InvalidCastException>(() => ((object)"x").As<INode>());
    }

    [Fact]
    public void Null_is_null_where_there_is_null_and_an_error_where_not()
    {
        Assert.Null(((object?)null).As<string?>());
        Assert.Null(((object?)null).As<int?>());
        Assert.Equal(7, ((object?)null).As(7));
        Assert.Throws<InvalidCastException>(() => ((object?)null).As<int>());
    }

    [Fact]
    public void Lists_and_maps_have_their_items_changed()
    {
        object list = new List<object?> { 1L, null, 3L };
        Assert.Equal([1, null, 3], list.As<List<int?>>());
        Assert.Equal([1, null, 3], list.As<IReadOnlyList<long?>>());
        Assert.Throws<InvalidCastException>(() => list.As<List<int>>());
        object map = new PropertyMap(["a", "b"], [1L, new List<object?> { "x" }]);
        Assert.Equal(["x"], map.As<Dictionary<string, object>>()["b"].As<List<string>>());
        Assert.Equal(1L, map.As<IReadOnlyDictionary<string, object>>()["a"]);
        Assert.Throws<InvalidCastException>(() => map.As<Dictionary<string, int>>());
    }

    [Fact]
    public void Dates_and_times_become_NETs()
    {
        Assert.Equal(new DateOnly(2024, 2, 29), ((object)new LocalDate(2024, 2, 29)).As<DateOnly>());
        Assert.Equal(new DateOnly(2024, 2, 29), ((object)new LocalDate(2024, 2, 29)).As<DateOnly?>());
        Assert.Equal(new TimeOnly(1, 2, 3), ((object)new LocalTime(1, 2, 3)).As<TimeOnly>());
        Assert.Equal(new DateTime(2024, 2, 29, 1, 2, 3), ((object)new LocalDateTime(2024, 2, 29, 1, 2, 3)).As<DateTime>());
        ZonedDateTime summer = new(new DateTime(2024, 7, 1, 12, 0, 0, DateTimeKind.Utc), "Europe/London");
        Assert.Equal(new DateTimeOffset(2024, 7, 1, 13, 0, 0, TimeSpan.FromHours(1)), ((object)summer).As<DateTimeOffset>());
        Assert.Equal("2024-07-01T13:00:00+01:00[Europe/London]", summer.ToString());
        Assert.Equal("2024-02-29", ((object)new LocalDate(2024, 2, 29)).As<string>());
        Assert.Throws<InvalidCastException>(() => ((object)new LocalDate(2024, 2, 29)).As<int>());
        Assert.Throws<ValueOverflowException>(() => new LocalDate(10_000, 1, 1).ToDateOnly());
        Assert.Throws<ValueOverflowException>(() => new LocalTime(0, 0, 0, 1).ToTimeOnly());
    }

    [Fact]
    public void The_calendar_is_NETs_where_NET_has_one() => Gen.Int[0, DateOnly.MaxValue.DayNumber].Sample(n =>
    {
        var date = DateOnly.FromDayNumber(n);
        long days = n - new DateOnly(1970, 1, 1).DayNumber;
        Assert.Equal(days, IsoCalendar.Days(date.Year, date.Month, date.Day));
        Assert.Equal((date.Year, date.Month, date.Day), IsoCalendar.Date(days));
        Assert.Equal(DateTime.DaysInMonth(date.Year, date.Month), IsoCalendar.DaysInMonth(date.Year, date.Month));
    });

    [Fact]
    public void The_calendar_comes_back_to_every_day_of_every_year() => Gen.Long[-365_000_000_000, 365_000_000_000].Sample(days =>
    {
        var (year, month, day) = IsoCalendar.Date(days);
        Assert.Equal(days, IsoCalendar.Days(year, month, day));
        Assert.InRange(day, 1, IsoCalendar.DaysInMonth(year, month));
    });

    [Fact]
    public void A_moment_of_NETs_comes_back() => Gen.Select(Gen.DateTime, Gen.Int[-14 * 60, 14 * 60]).Sample((time, minutes) =>
    {
        if (time.Year is > 1 and < 9999)
        {
            DateTimeOffset moment = new(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), TimeSpan.FromMinutes(minutes));
            Assert.Equal(moment, new ZonedDateTime(moment).ToDateTimeOffset());
            Assert.Equal(moment.Offset, new ZonedDateTime(moment).ToDateTimeOffset().Offset);
            Assert.Equal(time, new LocalDateTime(time).ToDateTime());
        }
    });

    [Fact]
    public void Dates_and_moments_are_ordered_as_they_follow_each_other()
    {
        Assert.True(new LocalDate(2024, 1, 1) < new LocalDate(2024, 1, 2));
        Assert.True(new LocalTime(1, 0, 0) >= new LocalTime(0, 59, 59, 999_999_999));
        Assert.True(new OffsetTime(12, 0, 0, 3600) < new OffsetTime(12, 0, 0, 0));
        Assert.True(new LocalDateTime(2024, 1, 1, 0, 0, 0, 1) > new LocalDateTime(2024, 1, 1, 0, 0, 0));
        Assert.True(new ZonedDateTime(0, 0, Zone.Of(3600)) <= new ZonedDateTime(0, 0, Zone.Of(0)));
        Assert.NotEqual(new ZonedDateTime(0, 0, Zone.Of(3600)), new ZonedDateTime(0, 0, Zone.Of(0)));
    }

    [Theory]
    [InlineData(2023, 2, 29)]
    [InlineData(2024, 13, 1)]
    [InlineData(2024, 0, 1)]
    [InlineData(2024, 4, 31)]
    [InlineData(1_000_000_000, 1, 1)]
    public void A_date_that_is_none_cannot_be_made(int year, int month, int day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new LocalDate(year, month, day));

    [Fact]
    public void What_the_server_sent_cannot_be_changed()
    {
        IDictionary<string, object?> map = new PropertyMap(["a"], [1L]);
        Assert.Throws<NotSupportedException>(() => map["a"] = 2L);
        Assert.Throws<NotSupportedException>(() => map.Remove("a"));
        Assert.Equal(1L, map["a"]);
        Assert.Throws<KeyNotFoundException>(() => map["b"]);
        Assert.Equal([new KeyValuePair<string, object?>("a", 1L)], map);
        Assert.Equal(1L, string.Create(CultureInfo.InvariantCulture, $"{map["a"]}").As<long>());
    }
}
