-- The index: who has which entries, which releases there are and what became of them, and the parties' keys. All of it is
-- made from the log by one follower and can be made again: as the owner, `select reset_index()`.
-- It holds labels, event ids, party ids and digests; what an entry says about a person stays sealed in `entry`.

-- Entries below `next` are indexed. Written in the transaction that indexes them.
create table index_cursor (
  only_row boolean primary key default true check (only_row),
  next     bigint not null default 0 check (next >= 0)
);
insert into index_cursor default values;

-- The list of a label, in log order; `place` counts from 0, so the newest row tells the length of the list.
create table index_entry (
  label bytea  not null,
  idx   bigint not null,
  place bigint not null,
  primary key (label, idx)
);

create table release (
  event_id           uuid   primary key,
  release_id         text   not null,
  idx                bigint not null,
  entry              bytea  not null,
  recorded_millis    bigint not null,
  step               text   not null,
  from_party         text   not null,
  to_party           text   not null,
  subject_label      bytea  not null,
  payload_digest     bytea  not null,
  product            text,
  fee_amount         bigint,
  fee_currency       text,
  fee_tariff         text,
  fee_line           text,
  fee_dedup_of       uuid,
  acknowledged       uuid,
  acknowledged_idx   bigint,
  acknowledged_millis bigint,
  undelivered        uuid,
  undelivered_idx    bigint
);
create index release_by_release_id on release (release_id);
-- Releases that nobody has acknowledged, in log order: of all parties, and of one.
create index release_orphan on release (idx) where acknowledged is null;
create index release_orphan_from on release (from_party, idx) where acknowledged is null;
create index release_orphan_to on release (to_party, idx) where acknowledged is null;

create table release_parent (
  child  uuid not null,
  parent uuid not null,
  primary key (child, parent)
);
create index release_child on release_parent (parent, child);

create table party_role (
  party text   primary key,
  role  text   not null,
  idx   bigint not null
);

create table party_key (
  party             text   not null,
  thumbprint        text   not null,
  key_use           text   not null,
  public_key        bytea  not null,
  valid_from_millis bigint not null,
  valid_to_millis   bigint not null,
  registered_idx    bigint not null,
  revoked_idx       bigint,
  primary key (party, thumbprint)
);

-- Not part of the index: the one event id under which the acknowledgement of a release may enter the log. Whoever comes
-- second, on any replica, appends under the same id and is told the first.
create table acknowledgement_claim (
  release  uuid primary key,
  event_id uuid not null
);

create function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0;
  truncate index_entry, release, release_parent, party_role, party_key;
end $$;
revoke all on function reset_index() from public;

grant select, update on index_cursor to ${app-role};
grant select, insert on index_entry to ${app-role};
grant select, insert, update on release to ${app-role};
grant select, insert on release_parent to ${app-role};
grant select, insert, update on party_role to ${app-role};
grant select, insert, update on party_key to ${app-role};
grant select, insert, update on acknowledgement_claim to ${app-role};
