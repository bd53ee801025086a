// Data keys, each encrypted with a key outside the store. Where somebody can be reached or found is encrypted with the one of the highest number.
CREATE CONSTRAINT data_key_id IF NOT EXISTS FOR (k:DataKey) REQUIRE k.id IS UNIQUE;

// What told commands apart was a plain hash of them, on which somebody could have tried every phone number. From now on it is encrypted.
MATCH (c:Change) WHERE c.fingerprint IS NOT NULL AND NOT c.fingerprint STARTS WITH 'enc:' REMOVE c.fingerprint;
