-- Lineage beyond releases: the deposits that a release was made from, the consents that it rests on, what its recipient has destroyed,
-- and who was told of a change. Part of the index: made from the log and made again with it. As in `release`, there are ids and labels
-- alone; what an entry says stays sealed in `entry`.

create table deposit (
  event_id        uuid   primary key,
  chunk           text   not null,
  idx             bigint not null,
  recorded_millis bigint not null,
  platform_label  bytea  not null check (octet_length(platform_label) = 32)
);
-- Not unique: the index files what the log has, whoever wrote it.
create index deposit_by_chunk on deposit (chunk, idx);

-- `idx` is the place of the release, so that the newest of a deposit are read first, however many there are.
create table release_deposit (
  release uuid   not null,
  deposit uuid   not null,
  idx     bigint not null,
  primary key (release, deposit)
);
create index release_deposit_made on release_deposit (deposit, idx desc, release);

create table release_consent (
  release uuid   not null,
  consent text   not null,
  idx     bigint not null,
  primary key (release, consent)
);
create index release_consent_rests on release_consent (consent, idx desc, release);

create table notification (
  event_id        uuid   primary key,
  idx             bigint not null,
  cause           uuid   not null,
  recipient_label bytea  not null check (octet_length(recipient_label) = 32)
);
create index notification_by_cause on notification (cause);

alter table release add column destroyed uuid;
alter table release add column destroyed_idx bigint;
create index release_of_subject on release (subject_label, idx);
create index release_given on release (from_label, idx);
create index release_got on release (to_label, idx);

-- What was indexed before these tables were there is taken up little by little; `next` to `until` is still to be read.
create table lineage_backfill (
  only_row boolean primary key default true check (only_row),
  next     bigint  not null check (next >= 0),
  until    bigint  not null
);
insert into lineage_backfill (next, until) select 0, next from index_cursor;

create or replace function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  update lineage_backfill set next = 0, until = 0;
  delete from money_flow m where not exists (select from opening_erasure e
    where e.seal_day = m.day and e.seal_class = 0 and e.logged);
  truncate index_run, index_node, index_label, index_root, identity_link, release, release_parent, deposit, release_deposit,
    release_consent, notification, party_role, party_key;
end $$;

grant select, insert on deposit to ${app-role};
grant select, insert on release_deposit to ${app-role};
grant select, insert on release_consent to ${app-role};
grant select, insert on notification to ${app-role};
grant select, update on lineage_backfill to ${app-role};
