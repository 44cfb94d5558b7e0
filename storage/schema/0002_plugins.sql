-- What plugins set going by themselves: timers in a conversation, subscriptions, news on its way to subscribers.
-- `message`: the whole message as JSON that goes into the inbox when the timer is due.
CREATE TABLE timer(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, plugin TEXT NOT NULL, name TEXT NOT NULL,
  due_at BIGINT NOT NULL, message BLOB NOT NULL,
  PRIMARY KEY(slot, tenant, conv, plugin, name)) WITHOUT ROWID;
CREATE INDEX timer_due ON timer(due_at);

-- topic: plugin "/" topic ["/" of what]; place: where its news is said, as JSON.
CREATE TABLE subscription(
  slot INT NOT NULL, tenant TEXT NOT NULL, conv TEXT NOT NULL, topic TEXT NOT NULL, author TEXT NOT NULL,
  place BLOB NOT NULL, since BIGINT NOT NULL,
  PRIMARY KEY(slot, tenant, conv, topic, author)) WITHOUT ROWID;
CREATE INDEX subscription_topic ON subscription(topic, tenant, conv, author);

-- tenant: whose subscribers hear it; '': everybody's. after_*: the subscriber who was served last.
CREATE TABLE news(
  slot INT NOT NULL, topic TEXT NOT NULL, revision TEXT NOT NULL, tenant TEXT NOT NULL, plugin TEXT NOT NULL,
  answer BLOB NOT NULL, at BIGINT NOT NULL, done_at BIGINT,
  after_tenant TEXT NOT NULL DEFAULT '', after_conv TEXT NOT NULL DEFAULT '', after_author TEXT NOT NULL DEFAULT '',
  PRIMARY KEY(slot, topic, revision, tenant)) WITHOUT ROWID;
CREATE INDEX news_todo ON news(at) WHERE done_at IS NULL;
