-- The party's own systems that are told of what happens. What their messages are signed with is sealed.
create table webhook (
  id            text        primary key,
  url           text        not null,
  secret        bytea       not null,
  made_at       timestamptz not null,
  -- After a failure the next call waits; a webhook that has failed for a day is off.
  failures      integer     not null default 0,
  failing_since timestamptz,
  next_try_at   timestamptz not null,
  off_at        timestamptz
);
grant select, insert, update, delete on webhook to ${app-role};

-- What each is yet to be told, in the order in which it happened. A message that was taken is gone.
create table webhook_message (
  id      text        primary key,
  webhook text        not null references webhook (id) on delete cascade,
  place   bigint      not null generated always as identity,
  topic   text        not null,
  about   text        not null,
  made_at timestamptz not null
);
create index webhook_message_order on webhook_message (webhook, place);
grant select, insert, update, delete on webhook_message to ${app-role};
