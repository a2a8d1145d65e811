-- Where a person is told of what happens in their name: a mail address and a webhook at most, each sealed under the person's own key
-- and confirmed before anything else is sent to it.
create table alert_address (
  id           text        primary key,
  subject      text        not null,
  channel      text        not null check (channel in ('MAIL', 'WEBHOOK')),
  pace         text        not null check (pace in ('AT_ONCE', 'DAILY')),
  language     text        not null check (language in ('en', 'zh')),
  state        text        not null check (state in ('CONFIRMED', 'OFF', 'PENDING')),
  set_at       timestamptz not null,
  confirm_by   timestamptz not null,
  code_hash    bytea       check (octet_length(code_hash) = 32),
  confirmed_at timestamptz,
  off_at       timestamptz,
  failures     integer     not null default 0,
  key_version  integer     not null,
  sealed       bytea       not null,
  unique (subject, channel),
  check ((state = 'PENDING') = (confirmed_at is null)),
  check ((state = 'OFF') = (off_at is not null)),
  check (state = 'PENDING' or code_hash is null)
);
create unique index alert_address_by_code on alert_address (code_hash) where code_hash is not null;
create index alert_address_confirmed on alert_address (subject) where state = 'CONFIRMED';
create index alert_address_pending on alert_address (confirm_by) where state = 'PENDING';
grant select, insert, update, delete on alert_address to ${app-role};

-- What is to be sent to such an address and was: one row for an entry of the log and an address. Rows with one message go together,
-- under its id, however often that is tried. A row that is being sent is due again when its lease is over.
create table alert (
  id          text        primary key,
  address     text        not null references alert_address (id) on delete cascade,
  channel     text        not null check (channel in ('MAIL', 'WEBHOOK')),
  occasion    text        not null check (occasion in ('CHALLENGE', 'CONSENT', 'REFUSAL', 'SALE', 'WEBHOOK_OFF')),
  event       uuid,
  log_index   bigint,
  happened_at timestamptz not null,
  state       text        not null check (state in ('FAILED', 'SENT', 'WAITING')),
  message     text,
  attempts    integer     not null default 0,
  due_at      timestamptz not null,
  give_up_at  timestamptz not null,
  settled_at  timestamptz,
  unique (address, event),
  check ((event is null) = (log_index is null) and (event is null) = (occasion in ('CHALLENGE', 'WEBHOOK_OFF'))),
  check ((state = 'WAITING') = (settled_at is null))
);
create index alert_due on alert (channel, due_at) where state = 'WAITING';
create index alert_by_message on alert (message) where message is not null;
create index alert_failed on alert (address, settled_at) where state = 'FAILED';
create index alert_settled on alert (settled_at) where settled_at is not null;
grant select, insert, update, delete on alert to ${app-role};
