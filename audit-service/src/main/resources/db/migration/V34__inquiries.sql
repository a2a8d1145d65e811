-- Which inquiry a sale answers, so that an inquiry leads to it and to what it was made from. Part of the index: ids alone.
create table release_inquiry (
  release uuid   primary key,
  inquiry text   not null,
  idx     bigint not null
);
create index release_inquiry_answers on release_inquiry (inquiry, idx desc, release);

-- What was indexed before this table was there is taken up again; writing an entry a second time changes nothing.
update lineage_backfill set next = 0, until = (select next from index_cursor);

create or replace function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  update lineage_backfill set next = 0, until = 0;
  delete from money_flow m where not exists (select from opening_erasure e
    where e.seal_day = m.day and e.seal_class = 0 and e.logged);
  truncate index_run, index_node, index_label, index_root, identity_link, release, release_parent, deposit, release_deposit,
    release_consent, release_inquiry, notification, party_role, party_key;
end $$;

grant select, insert on release_inquiry to ${app-role};
