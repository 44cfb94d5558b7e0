-- Calls of plugins as they were made, for `deskhand replay`: kept with the answer, forgotten after [limits] call_records.
-- call: the call document; exchanges: [[question, reply or {"page": hash, "rest": what follows it}] …]; effects: a line each; failed: its error.
CREATE TABLE call_record(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL, plugin TEXT NOT NULL,
  version TEXT NOT NULL, at BIGINT NOT NULL, call BLOB NOT NULL, exchanges BLOB, effects BLOB, failed TEXT,
  PRIMARY KEY(slot, tenant, conv, seq)) WITHOUT ROWID;
CREATE INDEX call_record_at ON call_record(at);

-- Replies too long to be kept with each call, once each, fetched pages without their headers; hash: derived_id of the body. at: when it was last referred to,
-- to the hour.
CREATE TABLE call_page(hash TEXT PRIMARY KEY, at BIGINT NOT NULL, body BLOB NOT NULL);
CREATE INDEX call_page_at ON call_page(at);
