// Changes as they came, for servers that tell their subscribers of each other's.
CREATE INDEX change_at IF NOT EXISTS FOR (n:Change) ON (n.at);
