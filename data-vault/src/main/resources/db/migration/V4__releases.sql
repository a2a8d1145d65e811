-- Requests for records, by who has sent them under which key.
create table release_request (
  id              text        primary key,
  scope           text        not null,
  idempotency_key text        not null,
  digest          bytea       not null,
  created_at      timestamptz not null,
  leased_until    timestamptz not null,
  -- What was left out, as JSON, once every source is settled.
  answered        text,
  unique (scope, idempotency_key)
);
create index release_request_created on release_request (created_at);
grant select, insert, update, delete on release_request to ${app-role};

-- Releases: INTENT -> LOGGED -> SENT -> ACKNOWLEDGED, or UNDELIVERED, or ABANDONED. What is sealed is deleted at the
-- acknowledgement or after ten minutes.
create table release (
  event_id            uuid        primary key,
  release             text        not null unique,
  request             text        not null references release_request on delete cascade,
  subject             text        not null,
  source              text        not null,
  recipient           text        not null,
  state               text        not null check (state in
    ('INTENT', 'LOGGED', 'SENT', 'ACKNOWLEDGED', 'UNDELIVERED', 'ABANDONED')),
  not_after           timestamptz not null,
  intended_at         timestamptz not null,
  logged_at           timestamptz,
  -- Whether it was found in the log by others than who appended it.
  recovered           boolean     not null default false,
  attempts            integer     not null default 0,
  key_version         integer     not null,
  sealed_event        bytea,
  sealed_payload      bytea,
  receipt_key_version integer     not null default 0,
  sealed_receipt      bytea
);
create index release_by_request on release (request);
create index release_open on release (state, not_after) where state in ('INTENT', 'LOGGED');
create index release_kept on release (logged_at) where sealed_payload is not null;
grant select, insert, update, delete on release to ${app-role};

-- How far the log has been followed.
create table feed_position (
  id        smallint primary key check (id = 1),
  log_index bigint   not null
);
grant select, insert, update on feed_position to ${app-role};
