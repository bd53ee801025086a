-- Data keys, each encrypted with a key outside the store. Where somebody can be reached or found is encrypted with the one of the highest number.

CREATE TABLE data_key (
  id         INTEGER PRIMARY KEY NOT NULL,
  -- Whether values may be plain yet, from before there were keys. It is bound to the encrypted key: saying so by hand makes it useless.
  with_plain INTEGER NOT NULL,
  wrapped    TEXT NOT NULL
);

-- What told commands apart was a plain hash of them, on which somebody could have tried every phone number. From now on it is encrypted.
DROP TRIGGER change_stays;
UPDATE change SET fingerprint = NULL WHERE fingerprint IS NOT NULL;
CREATE TRIGGER change_stays BEFORE UPDATE ON change BEGIN SELECT RAISE(ABORT, 'applied changes are never changed'); END;
