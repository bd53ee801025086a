// The paths as a picture
// The same paths to be looked at: from the child to each path, and on to its stops in order; parameter $child.
MATCH (c:Child {id: $child})-[has:HAS_PATH]->(path:Path)-[step:STEP|TO]->(stop:Person)
RETURN c, has, path, step, stop
