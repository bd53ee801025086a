using System.Collections;
using System.Collections.Concurrent;
using GraphQL.DataLoader;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace LifelongLinks.Server;

/// <summary>
/// Runs one query as the engine does, with less done for each item of a list: which fields are asked of a type is found once, and what
/// is there already is taken without waiting. Whatever fails is done again by the engine, which tells what was wrong.
/// </summary>
internal sealed class EngineExecution : ParallelExecutionStrategy
{
    private readonly ConcurrentDictionary<(GraphQLSelectionSet, IGraphType), (GraphQLField, FieldType)[]> _fields = new();

    /// <inheritdoc/>
    protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
    {
        var type = parent.GetObjectGraphType(context.Schema) ?? parent.GraphType;
        if (!_fields.TryGetValue((parent.SelectionSet!, type), out var fields))
        {
            // Whether a field is skipped is the same for every item: variables do not change within a request.
            _fields[(parent.SelectionSet!, type)] = fields = [.. CollectFieldsFrom(context, type, parent.SelectionSet!, null).Values];
        }
        var nodes = new ExecutionNode[fields.Length];
        for (int i = 0; i < nodes.Length; i++)
        {
            var (field, definition) = fields[i];
            nodes[i] = BuildExecutionNode(parent, definition.ResolvedType!, field, definition);
        }
        parent.SubFields = nodes;
    }

    /// <inheritdoc/>
    protected override Task ExecuteNodeAsync(ExecutionContext context, ExecutionNode node)
    {
        if (node.Parent is not ObjectExecutionNode || node.FieldDefinition!.Resolver is not EngineGetter getter || node.Source is not { } source)
        {
            return base.ExecuteNodeAsync(context, node);
        }
        context.CancellationToken.ThrowIfCancellationRequested();
        try
        {
            node.Result = getter.Get(source);
        }
        catch
        {
            return base.ExecuteNodeAsync(context, node);
        }
        return node.Result is IDataLoaderResult ? Task.CompletedTask : CompleteNodeAsync(context, node);
    }

    /// <inheritdoc/>
    protected override Task CompleteNodeAsync(ExecutionContext context, ExecutionNode node)
    {
        object? result = node.Result;
        try
        {
            switch (node)
            {
                case ValueExecutionNode value:
                    node.Result = value.GraphType.Serialize(result);
                    ValidateNodeResult(context, node);
                    return Task.CompletedTask;
                case ObjectExecutionNode parent:
                    ValidateNodeResult(context, node);
                    if (result is not null)
                    {
                        SetSubFieldNodes(context, parent);
                    }
                    return Task.CompletedTask;
            }
        }
        catch
        {
            node.Result = result;
        }
        return base.CompleteNodeAsync(context, node);
    }

    /// <inheritdoc/>
    protected override async Task SetArrayItemNodesAsync(ExecutionContext context, ArrayExecutionNode parent)
    {
        if (parent.Result is not IEnumerable values)
        {
            await base.SetArrayItemNodesAsync(context, parent);
            return;
        }
        var type = ((ListGraphType)parent.GraphType!).ResolvedType!;
        List<ExecutionNode> items = values is ICollection { Count: var count } ? new(count) : [];
        if (values is IList list)
        {
            for (int i = 0; i < list.Count; i++) // introspection's own lists can be read no other way
            {
                await Add(list[i]);
            }
        }
        else
        {
            foreach (object? value in values)
            {
                await Add(value);
            }
        }
        parent.Items = items;

        Task Add(object? value)
        {
            var item = BuildExecutionNode(parent, type, parent.Field!, parent.FieldDefinition!, items.Count);
            item.Result = value;
            items.Add(item);
            return value is IDataLoaderResult ? Task.CompletedTask : CompleteNodeAsync(context, item);
        }
    }
}

/// <summary>Which way an operation is run: a subscription like a query, once for each event.</summary>
internal sealed class EngineExecutions : DefaultExecutionStrategySelector
{
    /// <inheritdoc/>
    public override IExecutionStrategy Select(ExecutionContext context) => (context.Operation.Operation, context.UserContext) switch
    {
        (OperationType.Query, _) or (OperationType.Subscription, Asked { Telling: not null }) => new EngineExecution(),
        (OperationType.Subscription, _) => new EngineSubscribing(),
        _ => base.Select(context),
    };
}
