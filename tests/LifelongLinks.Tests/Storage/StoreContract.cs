namespace LifelongLinks.Tests.Storage;

/// <summary>What every store keeps to: each verb's order, bounds, scope and protection. A store's test class only opens one.</summary>
public abstract partial class StoreContract
{
    /// <summary>A new, empty store.</summary>
    private protected abstract Task<IStore> Open();
}
