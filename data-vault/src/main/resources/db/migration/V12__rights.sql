-- A corrected record has a new version in its row; the versions before it are here, as they were sealed.
alter table record add column version integer not null default 1;
create table record_version (
  record      text        not null references record on delete cascade,
  version     integer     not null,
  digest      bytea       not null check (octet_length(digest) = 32),
  key_version integer     not null,
  sealed      bytea       not null,
  replaced_at timestamptz not null,
  primary key (record, version)
);
grant select, insert, update, delete on record_version to ${app-role};

-- What travels with every release of a record: that it is disputed, and the person's own statement, sealed.
create table record_mark (
  record      text        not null references record on delete cascade,
  mark        text        not null check (mark in ('DISPUTED', 'SOURCE_CONFLICT', 'STATEMENT')),
  objection   text,
  key_version integer,
  sealed      bytea,
  set_at      timestamptz not null,
  primary key (record, mark),
  check ((mark = 'STATEMENT') = (sealed is not null))
);
create index record_mark_objection on record_mark (objection) where objection is not null;
grant select, insert, update, delete on record_mark to ${app-role};

-- Objections: OPEN -> OVERDUE -> RESOLVED. What the person wrote is sealed.
create table objection (
  id           text        primary key,
  subject      text        not null,
  party        text        not null,
  state        text        not null check (state in ('OPEN', 'OVERDUE', 'RESOLVED')),
  filed_at     timestamptz not null,
  due_on       date        not null,
  filed_event  uuid        not null,
  outcome      text check (outcome in ('CORRECTED', 'REJECTED', 'UNVERIFIABLE')),
  resolved_at  timestamptz,
  key_version  integer,
  sealed       bytea
);
create index objection_by_subject on objection (subject, filed_at);
create index objection_by_party on objection (party, state, due_on);
grant select, insert, update, delete on objection to ${app-role};

create table objection_record (
  objection text not null references objection on delete cascade,
  record    text not null,
  primary key (objection, record)
);
grant select, insert, delete on objection_record to ${app-role};

-- Which records, in which versions, a release has handed to whom: who must hear of a correction, and who had a row
-- that has leaked. No content; goes with the person.
create table released_record (
  event_id  uuid        not null,
  subject   text        not null,
  source    text        not null,
  recipient text        not null,
  at        timestamptz not null,
  logged    boolean     not null default false,
  records   text[]      not null,
  versions  integer[]   not null,
  primary key (event_id)
);
create index released_record_by_subject on released_record (subject, source);
grant select, insert, update, delete on released_record to ${app-role};

-- Recipients that were told that what they got has changed, and what they said.
create table notification (
  id          text        primary key,
  subject     text        not null,
  source      text        not null,
  recipient   text        not null,
  release     uuid        not null,
  record      text        not null,
  change      text        not null check (change in ('CORRECTED', 'DISPUTED', 'ERASED', 'RESTRICTED', 'WITHDRAWN')),
  event_id    uuid        not null unique,
  told_at     timestamptz not null,
  due_on      date        not null,
  answer      text check (answer in ('DONE', 'NOT_HELD', 'REFUSED')),
  answered_at timestamptz,
  overdue     boolean     not null default false
);
create index notification_by_recipient on notification (recipient, id);
create index notification_open on notification (due_on) where answer is null and not overdue;
grant select, insert, update, delete on notification to ${app-role};
