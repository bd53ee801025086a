// What the server asks of the database, applied by it at the start. Community Edition has constraints of uniqueness only; that records
// are whole is the server's to see to.

// Every node of the graph is a Record besides its kind: ids are unique among all of them, and anything is found by its id alone.
CREATE CONSTRAINT record_id IF NOT EXISTS FOR (n:Record) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT related_to_id IF NOT EXISTS FOR ()-[e:RELATED_TO]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT oversees_id IF NOT EXISTS FOR ()-[e:OVERSEES]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT in_team_id IF NOT EXISTS FOR ()-[e:IN_TEAM]-() REQUIRE e.id IS UNIQUE;
CREATE CONSTRAINT invites_id IF NOT EXISTS FOR ()-[e:INVITES]-() REQUIRE e.id IS UNIQUE;

// What is recorded in the case of a child.
CREATE INDEX related_to_case IF NOT EXISTS FOR ()-[e:RELATED_TO]-() ON (e.recordedForId);
CREATE INDEX oversees_case IF NOT EXISTS FOR ()-[e:OVERSEES]-() ON (e.childId);
CREATE INDEX in_team_case IF NOT EXISTS FOR ()-[e:IN_TEAM]-() ON (e.childId);
CREATE INDEX invites_case IF NOT EXISTS FOR ()-[e:INVITES]-() ON (e.childId);

// The version of a case as the index has it: applied last by a commit, it tells whether a read saw half of one.
CREATE INDEX child_version IF NOT EXISTS FOR (n:Child) ON (n.id, n.version);

// Who asks, and what they search by.
CREATE INDEX worker_subject IF NOT EXISTS FOR (n:Worker) ON (n.subject);
CREATE INDEX child_subject IF NOT EXISTS FOR (n:Child) ON (n.subject);
CREATE INDEX child_reference IF NOT EXISTS FOR (n:Child) ON (n.reference);
CREATE INDEX person_name IF NOT EXISTS FOR (n:Person) ON (n.name);
CREATE INDEX team_name IF NOT EXISTS FOR (n:Team) ON (n.name);
CREATE INDEX review_due IF NOT EXISTS FOR (n:Review) ON (n.dueOn);
CREATE INDEX plan_agreed IF NOT EXISTS FOR (n:Plan) ON (n.agreedOn);

// Ties under a seal: asked for every tie that is read.
CREATE INDEX restriction_tie IF NOT EXISTS FOR (n:Restriction) ON (n.tieId);

// Changes that were applied, so that a retry after a lost answer applies nothing twice; and the audit trail.
CREATE CONSTRAINT change_id IF NOT EXISTS FOR (n:Change) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT audit_event_id IF NOT EXISTS FOR (n:AuditEvent) REQUIRE n.id IS UNIQUE;
CREATE CONSTRAINT audited_child IF NOT EXISTS FOR (n:AuditedChild) REQUIRE (n.childId, n.eventId) IS UNIQUE;
