-- The audit trail in streams: an event has its place in one, and is searched by when it was, whose it is and what was done.

ALTER TABLE audit ADD COLUMN stream TEXT GENERATED ALWAYS AS (json_extract(body, '$.stream')) VIRTUAL;
ALTER TABLE audit ADD COLUMN sequence INTEGER GENERATED ALWAYS AS (json_extract(body, '$.sequence')) VIRTUAL;
ALTER TABLE audit ADD COLUMN at TEXT GENERATED ALWAYS AS (json_extract(body, '$.at')) VIRTUAL;
ALTER TABLE audit ADD COLUMN subject TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject')) VIRTUAL;
ALTER TABLE audit ADD COLUMN "action" TEXT GENERATED ALWAYS AS (json_extract(body, '$.action')) VIRTUAL;

-- A place in a stream is taken once. Events of old stand in no stream.
CREATE UNIQUE INDEX audit_place ON audit (stream, sequence) WHERE stream IS NOT NULL;
CREATE INDEX audit_at ON audit (at);
CREATE INDEX audit_subject ON audit (subject);
