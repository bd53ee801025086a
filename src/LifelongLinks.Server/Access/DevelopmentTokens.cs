using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace LifelongLinks.Server;

/// <summary>Bearer tokens for the people of the stories and of the volume, in Development only.</summary>
public static class DevelopmentTokens
{
    /// <summary>Issuer and audience of development tokens; no other environment accepts them.</summary>
    public const string Issuer = "lifelong-links-development";

    private static readonly TimeSpan _lifetime = TimeSpan.FromHours(8);

    /// <summary>A token for one of the demonstration accounts.</summary>
    public static string Make(DemoAccount account, SecurityKey key, DateTimeOffset now) => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = Issuer,
        IssuedAt = now.UtcDateTime,
        NotBefore = now.UtcDateTime,
        Expires = (now + _lifetime).UtcDateTime,
        Subject = new ClaimsIdentity(
        [
            new("sub", account.Subject),
            new("name", account.DisplayName),
            new("roles", Words.Of(account.Role)),
            .. account.Teams.Select(team => new Claim("team", team)),
        ]),
        SigningCredentials = new(key, SecurityAlgorithms.EcdsaSha256),
    });

    /// <summary>The command <c>token NAME</c>: prints the token as the last line; without a known name, the names to choose from.</summary>
    public static int Print(string[] args, Settings settings, TextWriter output, TextWriter errors)
    {
        if (!settings.Development)
        {
            throw new CannotStartException("tokens can be made in Development only. Set ASPNETCORE_ENVIRONMENT=Development.");
        }
        string name = args.ElementAtOrDefault(1) ?? "";
        if ((DemoAccounts.All.FirstOrDefault(a => a.Name == name) ?? VolumeAccounts.Find(name)) is not { } account)
        {
            errors.WriteLine($"There is no account \"{name}\". Choose one:");
            foreach (var known in DemoAccounts.All)
            {
                errors.WriteLine($"  {known.Name,-28} {known.DisplayName}");
            }
            errors.WriteLine("In a store of many children: volume-ROLE-NNN, such as volume-coordinator-001.");
            return 1;
        }
        output.WriteLine(Make(account, DevelopmentKey.Of(settings), TimeProvider.System.GetUtcNow()));
        return 0;
    }
}
