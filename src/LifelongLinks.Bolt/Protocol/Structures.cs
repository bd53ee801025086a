namespace LifelongLinks.Bolt;

/// <summary>The structures that values may be (Bolt, Structure semantics).</summary>
internal static class Structures
{
    /// <summary>The structure whose number of fields and tag were read.</summary>
    internal static object Read(ref PackStreamReader reader, int fields, byte tag)
    {
        reader.Enter(0);
        object value = (tag, fields) switch
        {
            (0x4E, 4) => Node(ref reader),
            (0x52, 8) => Relationship(ref reader),
            (0x50, 3) => Path(ref reader),
            (0x44, 1) => LocalDate.Read(ref reader),
            (0x54, 2) => OffsetTime.Read(ref reader),
            (0x74, 1) => LocalTime.Read(ref reader),
            (0x64, 2) => LocalDateTime.Read(ref reader),
            (0x49, 3) => ZonedDateTime.ReadOffset(ref reader),
            (0x69, 3) => ZonedDateTime.ReadZone(ref reader),
            (0x45, 4) => throw Unsupported("duration"),
            (0x58, 3) or (0x59, 4) => throw Unsupported("point"),
            _ => throw new ProtocolException($"The server sent a structure {tag:X2} of {fields} fields, which Bolt 5 does not have."),
        };
        reader.Leave();
        return value;
    }

    /// <summary>Node (4E): id, labels, properties, element_id. The number is not read: Neo4j 5 replaces it by element_id.</summary>
    private static Node Node(ref PackStreamReader reader)
    {
        reader.Skip();
        string[] labels = reader.Names();
        var properties = reader.Map();
        return new(reader.String(), labels, properties);
    }

    /// <summary>Relationship (52): id, start id, end id, type, properties, element_id, start_node_element_id, end_node_element_id.</summary>
    private static Relationship Relationship(ref PackStreamReader reader)
    {
        reader.Skip();
        reader.Skip();
        reader.Skip();
        string type = reader.Name();
        var properties = reader.Map();
        string elementId = reader.String();
        string start = reader.String();
        return new(elementId, start, reader.String(), type, properties);
    }

    /// <summary>UnboundRelationship (72): id, type, properties, element_id.</summary>
    private static Relationship Unbound(ref PackStreamReader reader)
    {
        reader.Structure(0x72, 4);
        reader.Skip();
        string type = reader.Name();
        var properties = reader.Map();
        return new(reader.String(), "", "", type, properties);
    }

    /// <summary>
    /// Path (50): its different nodes; its different relationships; and indices: in turn a relationship, counted from 1 and negative when gone
    /// against its direction, and the node it leads to, counted from 0.
    /// </summary>
    private static Path Path(ref PackStreamReader reader)
    {
        var nodes = new Node[reader.ListCount()];
        reader.Enter(nodes.Length);
        for (int i = 0; i < nodes.Length; i++)
        {
            reader.Pay(1);
            reader.Structure(0x4E, 4);
            nodes[i] = Node(ref reader);
        }
        reader.Leave();
        var relationships = new Relationship[reader.ListCount()];
        reader.Enter(relationships.Length);
        for (int i = 0; i < relationships.Length; i++)
        {
            reader.Pay(1);
            relationships[i] = Unbound(ref reader);
        }
        reader.Leave();
        int steps = reader.ListCount();
        if (nodes.Length == 0 || steps % 2 != 0)
        {
            throw new ProtocolException("The server sent a path without a start, or with a step that leads nowhere.");
        }
        var walked = new INode[steps / 2 + 1];
        var crossed = new IRelationship[steps / 2];
        walked[0] = nodes[0];
        for (int i = 0; i < crossed.Length; i++)
        {
            int index = reader.Integer(-relationships.Length, relationships.Length);
            if (index == 0)
            {
                throw new ProtocolException("The server sent a path over a relationship 0, where they are counted from 1.");
            }
            var relationship = relationships[Math.Abs(index) - 1];
            walked[i + 1] = nodes[reader.Integer(0, nodes.Length - 1)];
            crossed[i] = index > 0 ? relationship.Between(walked[i], walked[i + 1]) : relationship.Between(walked[i + 1], walked[i]);
        }
        return new(walked, crossed);
    }

    private static ClientException Unsupported(string type) =>
        new($"The server sent a {type}, a type which this client does not support. Return its parts, or a string of it.");
}
