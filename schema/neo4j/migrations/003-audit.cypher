// The audit trail in streams: a place in one is taken once (events of old stand in none), and events are searched by when they were and whose.
CREATE CONSTRAINT audit_place IF NOT EXISTS FOR (n:AuditEvent) REQUIRE (n.stream, n.sequence) IS UNIQUE;
CREATE INDEX audit_at IF NOT EXISTS FOR (n:AuditEvent) ON (n.at);
CREATE INDEX audit_subject IF NOT EXISTS FOR (n:AuditEvent) ON (n.subject);
