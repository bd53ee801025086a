// The caseload: of every case a sheet with what figures are made of, derived from the case and kept beside it, so that all cases can be read at once.
// Whatever changes what a sheet says empties it; it is made again when the caseload is read. It is no part of the graph.
CREATE CONSTRAINT sheet_child IF NOT EXISTS FOR (s:Sheet) REQUIRE s.childId IS UNIQUE;

// Whoever makes sheets and whoever changes somebody whom cases share wait for each other at this node.
CREATE CONSTRAINT caseload_name IF NOT EXISTS FOR (c:Caseload) REQUIRE c.name IS UNIQUE;
MERGE (c:Caseload {name: 'sheets'});

// What is hidden on the day, in any case.
CREATE INDEX restriction_kind IF NOT EXISTS FOR (n:Restriction) ON (n.kind);
