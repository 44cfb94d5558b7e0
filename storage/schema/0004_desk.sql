-- Who is known beside the directory's file. The desk reads all of it again when meta.people_version moves.
-- What sources know of customers; id: at the source.
CREATE TABLE enrolled(
  source TEXT NOT NULL, id TEXT NOT NULL, document BLOB NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY(source, id)) WITHOUT ROWID;

-- Codes that prove who somebody is (hash: of the code), and the accounts of platforms that were linked by them.
CREATE TABLE link_code(
  hash TEXT NOT NULL PRIMARY KEY, person TEXT NOT NULL, made_by TEXT NOT NULL, until BIGINT NOT NULL) WITHOUT ROWID;
CREATE TABLE link(
  adapter TEXT NOT NULL, author TEXT NOT NULL, person TEXT NOT NULL, code_hash TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY(adapter, author)) WITHOUT ROWID;
INSERT INTO meta(k, v) VALUES ('people_version', '0');

-- to_desk: only the desk's own people among the subscribers hear it.
ALTER TABLE news ADD COLUMN to_desk INT NOT NULL DEFAULT 0;

-- How long the customer an agent chose stays chosen.
ALTER TABLE conversation ADD COLUMN customer_until BIGINT;

-- How free text was read: "health.ask 0.94 sure (next: incident.ask 0.31)".
ALTER TABLE turn ADD COLUMN understood TEXT;
