-- Calendars are found by the digest of the secret in their address: addresses in a case, and workers.

ALTER TABLE node ADD COLUMN "calendarDigest" TEXT GENERATED ALWAYS AS (json_extract(body, '$.calendarDigest')) VIRTUAL;

CREATE INDEX node_calendar ON node ("calendarDigest") WHERE "calendarDigest" IS NOT NULL;
