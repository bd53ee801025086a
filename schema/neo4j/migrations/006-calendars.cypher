// Calendars are found by the digest of the secret in their address: addresses in a case, and workers.
CREATE INDEX calendar_address IF NOT EXISTS FOR (n:CalendarAddress) ON (n.calendarDigest);
CREATE INDEX worker_calendar IF NOT EXISTS FOR (n:Worker) ON (n.calendarDigest);
