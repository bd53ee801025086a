-- The graph as rows: one table of nodes, one of edges. What a record says is its JSON body; what a search or a rule of access asks for
-- is a virtual column generated from it, so nothing is written twice. Days are yyyy-MM-dd and so compare as text.

CREATE TABLE node (
  id     TEXT PRIMARY KEY NOT NULL,
  label  TEXT NOT NULL,
  -- The child to whose case this belongs: of a fact its child, of a child itself, of everything else none.
  owner  TEXT REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
  body   TEXT NOT NULL,
  version       INTEGER GENERATED ALWAYS AS (json_extract(body, '$.version')) VIRTUAL,
  name          TEXT GENERATED ALWAYS AS (json_extract(body, '$.name')) VIRTUAL,
  reference     TEXT GENERATED ALWAYS AS (json_extract(body, '$.reference')) VIRTUAL,
  subject       TEXT GENERATED ALWAYS AS (json_extract(body, '$.subject')) VIRTUAL,
  "dateOfBirth" TEXT GENERATED ALWAYS AS (json_extract(body, '$.dateOfBirth')) VIRTUAL,
  "dueOn"       TEXT GENERATED ALWAYS AS (json_extract(body, '$.dueOn')) VIRTUAL,
  "heldOn"      TEXT GENERATED ALWAYS AS (json_extract(body, '$.heldOn')) VIRTUAL,
  "agreedOn"    TEXT GENERATED ALWAYS AS (json_extract(body, '$.agreedOn')) VIRTUAL,
  kind          TEXT GENERATED ALWAYS AS (json_extract(body, '$.kind')) VIRTUAL,
  "againstId"   TEXT GENERATED ALWAYS AS (json_extract(body, '$.againstId')) VIRTUAL,
  "tieId"       TEXT GENERATED ALWAYS AS (json_extract(body, '$.tieId')) VIRTUAL,
  "protectsId"  TEXT GENERATED ALWAYS AS (json_extract(body, '$.protectsId')) VIRTUAL,
  "personId"    TEXT GENERATED ALWAYS AS (json_extract(body, '$.personId')) VIRTUAL,
  "from"        TEXT GENERATED ALWAYS AS (json_extract(body, '$.from')) VIRTUAL,
  until         TEXT GENERATED ALWAYS AS (json_extract(body, '$.until')) VIRTUAL
) WITHOUT ROWID;

CREATE INDEX node_owner ON node (owner, label);
CREATE INDEX node_name ON node (label, name);
CREATE INDEX node_reference ON node (reference) WHERE reference IS NOT NULL;
CREATE INDEX node_subject ON node (subject) WHERE subject IS NOT NULL;
CREATE INDEX node_born ON node ("dateOfBirth") WHERE "dateOfBirth" IS NOT NULL;
CREATE INDEX node_due ON node ("dueOn", label, "heldOn") WHERE "dueOn" IS NOT NULL;
CREATE INDEX node_agreed ON node ("agreedOn", label) WHERE "agreedOn" IS NOT NULL;
-- Who and what is protected today, in any case: asked for every person and tie that is read.
CREATE INDEX sealed_person ON node ("againstId", "from", until) WHERE kind = 'SEALED_ADOPTION';
CREATE INDEX sealed_tie ON node ("tieId", "from", until) WHERE kind = 'SEALED_ADOPTION';
CREATE INDEX confidential_person ON node ("protectsId", "from", until) WHERE kind = 'CONFIDENTIAL_ADDRESS';

-- A reference that a node holds by id is an edge without id and body; one with properties has both.
CREATE TABLE edge (
  from_id TEXT NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
  type    TEXT NOT NULL,
  to_id   TEXT NOT NULL REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
  id      TEXT NOT NULL DEFAULT '',
  owner   TEXT REFERENCES node (id) DEFERRABLE INITIALLY DEFERRED,
  body    TEXT CHECK ((body IS NULL) = (id = '')),
  version INTEGER GENERATED ALWAYS AS (json_extract(body, '$.version')) VIRTUAL,
  role    TEXT GENERATED ALWAYS AS (json_extract(body, '$.role')) VIRTUAL,
  since   TEXT GENERATED ALWAYS AS (json_extract(body, '$.since')) VIRTUAL,
  until   TEXT GENERATED ALWAYS AS (json_extract(body, '$.until')) VIRTUAL,
  PRIMARY KEY (from_id, type, to_id, id)
) WITHOUT ROWID;

CREATE INDEX edge_in ON edge (to_id, type, owner);
CREATE INDEX edge_owner ON edge (owner, type);
CREATE UNIQUE INDEX edge_id ON edge (id) WHERE id <> '';

-- Changes that were applied, so that a retry after a lost answer applies nothing twice.
CREATE TABLE change (
  id      TEXT PRIMARY KEY NOT NULL,
  changed TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit (
  id   TEXT PRIMARY KEY NOT NULL,
  body TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE audit_child (
  child_id TEXT NOT NULL,
  audit_id TEXT NOT NULL REFERENCES audit (id),
  PRIMARY KEY (child_id, audit_id)
) WITHOUT ROWID;

-- What was done stays as it was written: the trail may only grow.
CREATE TRIGGER audit_stays BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_remains BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER audit_child_stays BEFORE UPDATE ON audit_child BEGIN SELECT RAISE(ABORT, 'audit events are never changed'); END;
CREATE TRIGGER audit_child_remains BEFORE DELETE ON audit_child BEGIN SELECT RAISE(ABORT, 'audit events are never deleted'); END;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'applied changes are never changed'); END;
CREATE TRIGGER change_remains BEFORE DELETE ON change BEGIN SELECT RAISE(ABORT, 'applied changes are never deleted'); END;
