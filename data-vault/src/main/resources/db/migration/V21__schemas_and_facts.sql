-- By which version of its category's schema a record was judged; records from before have none.
alter table record add column schema_version integer check (schema_version > 0);

-- What records state of things that other sources may state as well, and what they say of it: keyed digests under a key
-- of the person's, which goes with the person. Two sources differ when one fact has two claims.
create table record_fact (
  record text not null references record on delete cascade,
  fact   uuid not null,
  claim  uuid not null,
  primary key (record, fact)
);
create index record_fact_by_fact on record_fact (fact);
grant select, insert, delete on record_fact to ${app-role};
