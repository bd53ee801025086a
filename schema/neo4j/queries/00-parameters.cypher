// Parameters: run this first
// The child in whose case the queries about one child look: here the one with the most people around them. To look at another, take an id
// from "The children" and run  :param child => 'that id'
:param child => COLLECT { MATCH (c:Child) RETURN c.id ORDER BY c.size DESC, c.id LIMIT 1 }[0];
// How many children somebody has to be around to count as a hub.
:param children => 2;
// The first month that is looked back to.
:param since => COLLECT { MATCH (p:Publication) RETURN substring(toString(date(p.month + '-01') - duration('P12M')), 0, 7) }[0];
