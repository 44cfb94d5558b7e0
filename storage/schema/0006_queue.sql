-- What a message changes on its way stands side by side, however its conversation is called: each page is logged and flushed.
--
-- Accepted events, and how they ended, by event: most platforms number their events in order of time. made_at of a reply, and
-- the event it answers, go with the reply.
CREATE TABLE seen_kept(
  adapter TEXT NOT NULL, ext_id TEXT NOT NULL, tenant TEXT NOT NULL, slot INT NOT NULL,
  conv TEXT NOT NULL, seq BIGINT NOT NULL, body_hash TEXT NOT NULL, at BIGINT NOT NULL,
  state TEXT NOT NULL DEFAULT 'accepted', reason TEXT, attempts INT NOT NULL DEFAULT 0, done_at BIGINT,
  said BIGINT,                                                  -- the turn that has the words now
  PRIMARY KEY(adapter, ext_id, tenant, slot)) WITHOUT ROWID;
INSERT INTO seen_kept(adapter, ext_id, tenant, slot, conv, seq, body_hash, at)
  SELECT adapter, ext_id, tenant, slot, conv, seq, body_hash, at FROM seen ORDER BY adapter, ext_id, tenant;
UPDATE seen_kept SET state = i.state, reason = i.reason, attempts = i.attempts, done_at = i.done_at, said = i.said FROM inbox i
  WHERE seen_kept.adapter = i.adapter AND seen_kept.ext_id = i.ext_id AND seen_kept.tenant = i.tenant
    AND seen_kept.conv = i.conv AND seen_kept.seq = i.seq;
DROP TABLE seen;
ALTER TABLE seen_kept RENAME TO seen;

ALTER TABLE outbox ADD COLUMN adapter TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN ext_id TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN made_at BIGINT NOT NULL DEFAULT 0;
UPDATE outbox SET adapter = i.adapter, ext_id = i.ext_id, made_at = i.done_at FROM inbox i
  WHERE outbox.state IN ('pending', 'held', 'dead') AND i.slot = outbox.slot AND i.tenant = outbox.tenant
    AND i.conv = outbox.conv AND i.seq = outbox.seq;

-- A queue: what waits, in the order it came. What was given up stays with its words until it is put back, and what a clock said
-- last (forget_earlier_ticks).
CREATE TABLE inbox_kept(
  id INTEGER PRIMARY KEY,
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL,
  adapter TEXT NOT NULL, ext_id TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT, received_at BIGINT NOT NULL,
  body BLOB, detail BLOB, extra BLOB, body_key TEXT,            -- words; whole message as JSON; what its turn keeps
  said BIGINT,                                                  -- put back into the queue: the turn that has its words
  call BIGINT,                                                  -- of a clock
  attempts INT NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'accepted', reason TEXT,
  UNIQUE(slot, tenant, conv, seq));
INSERT INTO inbox_kept(slot, tenant, conv, seq, adapter, ext_id, author, author_name, received_at, body, detail, extra, said,
    call, attempts, state, reason)
  SELECT slot, tenant, conv, seq, adapter, ext_id, author, author_name, received_at, body, detail, extra, said, call, attempts,
    state, reason FROM inbox
  WHERE state IN ('accepted', 'dead') OR (adapter = 'plugins' AND state = 'silent' AND said IS NULL) ORDER BY received_at;
DROP TABLE inbox;
ALTER TABLE inbox_kept RENAME TO inbox;

-- The turn whose words a call answered; 0: of before, or none.
ALTER TABLE call_record ADD COLUMN said BIGINT NOT NULL DEFAULT 0;

UPDATE meta SET v = '6' WHERE k = 'min_code';
