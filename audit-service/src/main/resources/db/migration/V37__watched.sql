-- What watchers hold against each other: by day and pair of parties what was released and what was confirmed, and which alarms the log
-- has. Part of the index: made from the log and made again with it. There are ids and labels alone; what an alarm says stays sealed.

-- The day on which the log took a release in, as `money_flow` counts it; `recorded_millis` may fall on the next.
alter table release add column day integer;
update release r set day = e.seal_day from entry e where e.event_id = r.event_id;
alter table release alter column day set not null;
create index release_of_day on release (day);

-- `party_label` is null of an alarm about the log itself.
create table anomaly (
  event_id        uuid   primary key,
  anomaly         text   not null,
  idx             bigint not null,
  recorded_millis bigint not null,
  party_label     bytea check (octet_length(party_label) = 32)
);
create unique index anomaly_newest on anomaly (idx);
create index anomaly_of_party on anomaly (party_label, idx);

-- In a table of its own, as are restorations: while what was indexed before is taken up, what became of an alarm may be there first.
create table anomaly_clearing (
  event_id        uuid   primary key,
  raised          uuid   not null,
  anomaly         text   not null,
  idx             bigint not null,
  recorded_millis bigint not null
);
create index anomaly_clearing_of on anomaly_clearing (raised, idx);

-- Suspensions that name the alarm that they follow; `until_millis` is null of one without an end.
create table anomaly_suspension (
  event_id     uuid   primary key,
  anomaly      text   not null,
  idx          bigint not null,
  party_label  bytea  not null check (octet_length(party_label) = 32),
  until_millis bigint
);
create index anomaly_suspension_of on anomaly_suspension (anomaly, idx desc);

create table service_restoration (
  event_id    uuid   primary key,
  suspension  uuid   not null,
  idx         bigint not null,
  party_label bytea  not null check (octet_length(party_label) = 32)
);
create index service_restoration_of on service_restoration (suspension, idx);

-- What was indexed before these tables were there is taken up again; writing an entry a second time changes nothing.
update lineage_backfill set next = 0, until = (select next from index_cursor);

create or replace function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  update lineage_backfill set next = 0, until = 0;
  delete from money_flow m where not exists (select from opening_erasure e
    where e.seal_day = m.day and e.seal_class = 0 and e.logged);
  truncate index_run, index_node, index_label, index_root, identity_link, release, release_parent, deposit, release_deposit,
    release_consent, release_inquiry, notification, anomaly, anomaly_clearing, anomaly_suspension, service_restoration,
    party_role, party_key;
end $$;

grant select, insert on anomaly to ${app-role};
grant select, insert on anomaly_clearing to ${app-role};
grant select, insert on anomaly_suspension to ${app-role};
grant select, insert on service_restoration to ${app-role};
