-- The road and what was said. Portable: PostgreSQL reads BYTEA for BLOB, leaves out WITHOUT ROWID, and has no turn.id
-- (it is there for FTS5 alone). Times are whole milliseconds UTC. Every key begins with a slot, see storage/README.md.
CREATE TABLE meta(k TEXT NOT NULL PRIMARY KEY, v TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE conversation(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL,  -- conv: adapter "/" channel ["/" thread]
  id TEXT NOT NULL,                                             -- shown outside
  last_seq BIGINT NOT NULL, done_seq BIGINT NOT NULL DEFAULT 0, -- accepted; effects committed
  sent_seq BIGINT NOT NULL DEFAULT 0,                           -- every reply of messages <= sent_seq is terminal
  ready_at BIGINT NOT NULL,                                     -- when message done_seq + 1 may be handled
  send_at BIGINT NOT NULL DEFAULT 0,                            -- when the next reply may be sent
  state TEXT NOT NULL DEFAULT 'bot', assignee TEXT, customer TEXT, dialog BLOB, misses INT NOT NULL DEFAULT 0,
  turns BIGINT NOT NULL DEFAULT 0, first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, conv)) WITHOUT ROWID;
CREATE INDEX conversation_todo ON conversation(ready_at) WHERE last_seq > done_seq AND done_seq - sent_seq < 16;
CREATE INDEX conversation_send ON conversation(send_at) WHERE done_seq > sent_seq;
CREATE INDEX conversation_recent ON conversation(tenant, last_at);
CREATE INDEX conversation_id ON conversation(id);

-- slot HERE: of (tenant, adapter "/" ext_id), not of the conversation.
CREATE TABLE seen(
  slot INT NOT NULL, tenant TEXT NOT NULL, adapter TEXT NOT NULL, ext_id TEXT NOT NULL,
  conv TEXT NOT NULL, seq BIGINT NOT NULL, body_hash TEXT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, adapter, ext_id)) WITHOUT ROWID;

CREATE TABLE inbox(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL,
  adapter TEXT NOT NULL, ext_id TEXT NOT NULL, author TEXT NOT NULL, author_name TEXT, received_at BIGINT NOT NULL,
  body BLOB, detail BLOB, extra BLOB, body_key TEXT,            -- words; whole message as JSON; what its turn keeps
  said BIGINT,                                                  -- the turn that has the words now
  attempts INT NOT NULL DEFAULT 0, state TEXT NOT NULL DEFAULT 'accepted', reason TEXT, done_at BIGINT,
  PRIMARY KEY(slot, tenant, conv, seq)) WITHOUT ROWID;

CREATE TABLE outbox(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL, part INT NOT NULL,
  idem TEXT NOT NULL, payload BLOB, payload_key TEXT,
  state TEXT NOT NULL DEFAULT 'pending',                        -- pending | sent | dead | held | cancelled | erased
  attempts INT NOT NULL DEFAULT 0, first_at BIGINT, provider_id TEXT, last_error TEXT,
  PRIMARY KEY(slot, tenant, conv, seq, part)) WITHOUT ROWID;

CREATE TABLE turn(
  id INTEGER PRIMARY KEY,
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, n BIGINT NOT NULL, seq BIGINT NOT NULL,
  part INT,                                                     -- of a reply: its row in outbox
  author TEXT NOT NULL, reader TEXT NOT NULL,                   -- reader: everyone | agents
  at BIGINT NOT NULL, body BLOB, detail BLOB, body_key TEXT,    -- the words; the card, or a form's values, as JSON
  language TEXT, plugin TEXT, plugin_version TEXT, command TEXT, took_us BIGINT, outcome TEXT, reason TEXT,
  UNIQUE(slot, tenant, conv, n));

-- slot: of (tenant, adapter "/" author).
CREATE TABLE person(
  slot INT NOT NULL, tenant TEXT NOT NULL, adapter TEXT NOT NULL, author TEXT NOT NULL,
  id TEXT NOT NULL DEFAULT '', name TEXT NOT NULL DEFAULT '', language TEXT NOT NULL DEFAULT '',
  first_at BIGINT NOT NULL, last_at BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, adapter, author)) WITHOUT ROWID;

-- Results of requests to the outside and numbers given out: a later attempt gets the kept one.
CREATE TABLE effect(
  slot INT NOT NULL, tenant TEXT NOT NULL, idem TEXT NOT NULL, result BLOB, at BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, idem)) WITHOUT ROWID;
CREATE TABLE series(slot INT NOT NULL, name TEXT NOT NULL, last BIGINT NOT NULL, PRIMARY KEY(slot, name)) WITHOUT ROWID;

-- A plugin's values; slot: of (tenant, plugin). v NULL: forgotten, the version stays.
CREATE TABLE shelf(
  slot INT NOT NULL, tenant TEXT NOT NULL, plugin TEXT NOT NULL, k TEXT NOT NULL, v BLOB, v_key TEXT, subject TEXT,
  version BIGINT NOT NULL, at BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, plugin, k));

-- part -1: the message itself (stage process).
CREATE TABLE dead_letter(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL, part INT NOT NULL,
  stage TEXT NOT NULL, reason TEXT NOT NULL, at BIGINT NOT NULL, redriven_at BIGINT,
  PRIMARY KEY(slot, tenant, conv, seq, part, stage)) WITHOUT ROWID;

CREATE TABLE slot_lease(
  slot INT NOT NULL PRIMARY KEY, owner TEXT, epoch BIGINT NOT NULL DEFAULT 0,
  lease_until BIGINT NOT NULL DEFAULT 0) WITHOUT ROWID;

-- slot -1: entries that concern the whole desk.
CREATE TABLE audit(
  slot INT NOT NULL, n BIGINT NOT NULL, at BIGINT NOT NULL, tenant TEXT NOT NULL, actor TEXT NOT NULL,
  action TEXT NOT NULL, object TEXT NOT NULL, detail TEXT NOT NULL, prev BLOB NOT NULL, mac BLOB NOT NULL,
  PRIMARY KEY(slot, n)) WITHOUT ROWID;

-- Which full-text table belongs to which tenant: one each, because a shared one leaks counts.
CREATE TABLE search_index(tenant TEXT NOT NULL PRIMARY KEY, name TEXT NOT NULL) WITHOUT ROWID;

INSERT INTO meta(k, v) VALUES ('min_code', '1'), ('commit_no', '0'), ('slots', '64'), ('indexed_to', '0');
