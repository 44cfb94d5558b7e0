-- What a turn writes stands together, so that it changes fewer pages: each is logged and flushed.
--
-- Records of calls are appended; their message knows its own (inbox.call). at: as before.
CREATE TABLE call_kept(
  id INTEGER PRIMARY KEY, slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, seq BIGINT NOT NULL,
  plugin TEXT NOT NULL, version TEXT NOT NULL, at BIGINT NOT NULL, call BLOB NOT NULL, exchanges BLOB, effects BLOB, failed TEXT);
INSERT INTO call_kept(slot, tenant, conv, seq, plugin, version, at, call, exchanges, effects, failed)
  SELECT slot, tenant, conv, seq, plugin, version, at, call, exchanges, effects, failed FROM call_record ORDER BY at;
ALTER TABLE inbox ADD COLUMN call BIGINT;
CREATE INDEX call_of ON call_kept(slot, tenant, conv, seq);
UPDATE inbox SET call = (SELECT k.id FROM call_kept k WHERE k.slot = inbox.slot AND k.tenant = inbox.tenant
    AND k.conv = inbox.conv AND k.seq = inbox.seq)
  WHERE (slot, tenant, conv, seq) IN (SELECT slot, tenant, conv, seq FROM call_kept);
DROP INDEX call_of;
DROP TABLE call_record;
ALTER TABLE call_kept RENAME TO call_record;
CREATE INDEX call_record_at ON call_record(at);

-- A reply that is fetched is never sent: its turn has a part, and there is no row in outbox.
DELETE FROM outbox WHERE state = 'sent' AND provider_id = 'fetched';

-- recent: last_at in whole minutes, so that a lively conversation moves in its list once a minute.
ALTER TABLE conversation ADD COLUMN recent BIGINT NOT NULL DEFAULT 0;
UPDATE conversation SET recent = last_at / 60000;
DROP INDEX conversation_recent;
CREATE INDEX conversation_recent ON conversation(tenant, recent);

-- person.last_at is right to the hour from here on.
UPDATE meta SET v = '5' WHERE k = 'min_code';
