using System.Globalization;

namespace LifelongLinks.Tests.Core;

/// <summary>Small cases to test rules with: <c>Cases.Empty("nan") with { … }</c>.</summary>
internal static class Cases
{
    internal const string ChildId = "child";

    /// <summary>A case with nothing but the child, born on 1 May 2012, and some people who are named as their ids are.</summary>
    internal static Case Empty(params string[] people) => Empty(new DateOnly(2012, 5, 1), people);

    internal static Case Empty(DateOnly? born, params string[] people)
    {
        Child child = new() { Id = ChildId, Name = "Sam Hill", Reference = "R-1", DateOfBirth = born };
        var everybody = people.Select(id => new Person { Id = id, Name = id }).Append(child).ToDictionary(p => p.Id);
        return new() { Child = child, People = everybody };
    }

    /// <summary>A day written yyyy-MM-dd.</summary>
    internal static DateOnly Day(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>The same the other way.</summary>
    internal static string Written(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
