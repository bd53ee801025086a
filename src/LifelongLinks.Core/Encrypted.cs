namespace LifelongLinks.Core;

/// <summary>
/// On a text of a node: no store holds it but encrypted, so it can be neither searched nor sorted by. For where somebody can be reached or
/// found: phone numbers, addresses, places.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EncryptedAttribute : Attribute;
