-- A record that is gone keeps its place in its chunk, so that the chunk's root can still be proved: its salted digest,
-- whose salt is gone with it. A restricted one is kept and not used.
alter table record
  alter column subject drop not null,
  alter column key_version drop not null,
  alter column sealed drop not null,
  add column gone text check (gone in ('ERASED', 'EXPIRED')),
  add column restricted text check (restricted in ('CONSENT_WITHDRAWN', 'ERASURE', 'OBJECTION', 'RETENTION_HOLD')),
  add constraint gone_without_content check ((gone is null) = (subject is not null and sealed is not null));

-- Erasures: STARTED -> LOGGED -> SHREDDED -> ERASED. `sealed_wish` is what the person said, under a key that goes too.
create table erasure (
  id            text        primary key,
  subject       text        not null,
  provider      text,
  ground        text        not null check (ground in ('CONSENT_END', 'CONSENT_WITHDRAWN', 'PERSON_REQUEST')),
  state         text        not null check (state in ('STARTED', 'LOGGED', 'SHREDDED', 'ERASED')),
  stopped_at    timestamptz not null,
  started_event uuid        not null unique,
  key_version   integer,
  sealed_wish   bytea,
  erased_event  uuid        unique,
  keys          integer,
  records       integer,
  held          integer,
  -- What was destroyed: names and commitments of keys, nothing of what they sealed.
  destruction   text
);
create index erasure_by_subject on erasure (subject, stopped_at);
create unique index erasure_one_open on erasure (subject, coalesce(provider, '')) where state <> 'ERASED';
create index erasure_open on erasure (state) where state <> 'ERASED';
grant select, insert, update, delete on erasure to ${app-role};

-- Identifiers whose owners, when they were erased, wished never to be taken in again: keyed digests of digests.
create table suppression (
  digest bytea primary key check (octet_length(digest) = 32)
);
grant select, insert, delete on suppression to ${app-role};

-- How far each follower of the log has come, by its name.
create table follower_position (
  follower  text   primary key,
  log_index bigint not null
);
grant select, insert, update on follower_position to ${app-role};

create index release_by_subject on release (subject);
