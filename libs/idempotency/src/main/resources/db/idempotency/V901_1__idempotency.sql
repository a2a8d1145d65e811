-- Requests by their Idempotency-Key. A row without a status is being worked on. Who asked and under which key is kept as
-- a hash only; the answer is kept as sent, for a day.
create table idempotency_key (
  scope        bytea       primary key check (octet_length(scope) = 32),
  request      bytea       not null check (octet_length(request) = 32),
  attempt      uuid        not null,
  begun_at     timestamptz not null,
  status       integer,
  content_type text,
  location     text,
  body         bytea
);
create index idempotency_key_age on idempotency_key (begun_at);

grant select, insert, update, delete on idempotency_key to ${app-role};
