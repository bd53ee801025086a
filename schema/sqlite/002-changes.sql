-- What is kept of an applied change besides its id: enough to give the same answer again, and to tell others that something happened.

ALTER TABLE change ADD COLUMN child TEXT;
ALTER TABLE change ADD COLUMN at TEXT;
ALTER TABLE change ADD COLUMN action TEXT;
ALTER TABLE change ADD COLUMN fingerprint TEXT;
ALTER TABLE change ADD COLUMN result TEXT;

CREATE INDEX change_at ON change (at, id) WHERE at IS NOT NULL;
