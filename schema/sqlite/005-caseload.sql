-- The caseload: of every case a sheet with what figures are made of, derived from the case and kept beside it, so that all cases can be read at
-- once. Whatever changes what a sheet says takes it away; it is made again when the caseload is read. There is a row for every child.

CREATE TABLE sheet (
  child TEXT PRIMARY KEY NOT NULL,
  -- Of which form the bytes are, and with which data key homes were made unknowable in it.
  form  INTEGER,
  data_key INTEGER,
  body  BLOB
) WITHOUT ROWID;

INSERT INTO sheet (child) SELECT id FROM node WHERE label = 'Child';

-- How many changes were applied, and when the latest was: what tells one state of the caseload from another.
CREATE TABLE caseload (
  changes INTEGER NOT NULL,
  at      TEXT
);

INSERT INTO caseload (changes, at) SELECT count(*), max(at) FROM change;
