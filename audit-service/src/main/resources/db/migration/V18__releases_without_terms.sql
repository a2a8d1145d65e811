-- The table of releases says no more than the stub of a release does, beside ids, digests and what became of it: the parties as labels.
-- What was sold and for how much is read from the sealed body, and ends with it. What is kept are sums without persons.

create function party_label(party text) returns bytea language sql immutable set search_path = pg_catalog as $$
  select sha256(convert_to('tallystick/label/v1', 'UTF8') || '\x00'::bytea || convert_to('party/' || party, 'UTF8'))
$$;

-- Parties are no persons: whose label it is can be computed by everybody.
alter table party_role add column label bytea;
update party_role set label = party_label(party);
alter table party_role alter column label set not null;
create unique index party_role_label on party_role (label);

-- What was charged on a day (that of the body's key) from one party to another for a product, as the releases of that day say.
create table money_flow (
  day        integer not null,
  from_label bytea   not null check (octet_length(from_label) = 32),
  to_label   bytea   not null check (octet_length(to_label) = 32),
  product    text    not null,
  currency   text    not null,
  releases   bigint  not null check (releases >= 0),
  amount     bigint  not null,
  primary key (day, from_label, to_label, product, currency)
);
insert into money_flow
  select e.seal_day, party_label(r.from_party), party_label(r.to_party), coalesce(r.product, ''), r.fee_currency, count(*),
    sum(r.fee_amount)
  from release r join entry e on e.event_id = r.event_id
  where r.fee_amount is not null group by 1, 2, 3, 4, 5;

-- A new table, so that nothing of the old columns stays in its files.
create table release_of_labels (
  event_id            uuid   primary key,
  release_id          text   not null,
  idx                 bigint not null,
  entry               bytea  not null,
  recorded_millis     bigint not null,
  step                text   not null,
  from_label          bytea  not null,
  to_label            bytea  not null,
  subject_label       bytea  not null,
  payload_digest      bytea  not null,
  acknowledged        uuid,
  acknowledged_idx    bigint,
  acknowledged_millis bigint,
  undelivered         uuid,
  undelivered_idx     bigint
);
insert into release_of_labels
  select event_id, release_id, idx, entry, recorded_millis, step, party_label(from_party), party_label(to_party), subject_label,
    payload_digest, acknowledged, acknowledged_idx, acknowledged_millis, undelivered, undelivered_idx
  from release;
drop table release;
alter table release_of_labels rename to release;
alter index release_of_labels_pkey rename to release_pkey;
create index release_by_release_id on release (release_id);
create index release_orphan on release (idx) where acknowledged is null;
create index release_orphan_from on release (from_label, idx) where acknowledged is null;
create index release_orphan_to on release (to_label, idx) where acknowledged is null;

-- Releases with the name of who owes a receipt for them.
create view owed_receipt as
  select r.event_id, r.idx, r.recorded_millis, p.party as recipient, r.acknowledged, r.undelivered
  from release r join party_role p on p.label = r.to_label;

-- Sums of days whose bodies are erased cannot be counted again from the log, so they stay as they are.
create or replace function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  delete from money_flow m where not exists (select from opening_erasure e
    where e.seal_day = m.day and e.seal_class = 0 and e.logged);
  truncate index_run, index_node, index_label, index_root, identity_link, release, release_parent, party_role, party_key;
end $$;

grant select, insert, update on release to ${app-role};
grant select on owed_receipt to ${app-role};
grant select, insert, update on money_flow to ${app-role};
