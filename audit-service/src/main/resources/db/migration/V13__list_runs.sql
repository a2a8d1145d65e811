-- Lists are written in runs: what one batch adds to a list is one row, not one row an entry. A party is in most entries of a
-- batch, so this is about a third of the rows. The index is made again from the log.

drop function reset_index();
update index_cursor set next = 0, labels_at = 0;
truncate index_node, index_label, index_root, identity_link, release, release_parent, party_role, party_key;
drop table index_entry;

-- `place` is the place of the first entry, `idx` its index in the log; `indexes` has eight bytes for each entry of the run and
-- `leaves` the leaf hash of each in the list's tree. No run crosses a tile: places [n * 256, (n + 1) * 256) share no row with others.
create table index_run (
  label   bytea  not null,
  place   bigint not null check (place >= 0),
  idx     bigint not null,
  indexes bytea  not null check (octet_length(indexes) between 8 and 2048 and octet_length(indexes) % 8 = 0),
  leaves  bytea  not null check (octet_length(leaves) = 4 * octet_length(indexes)),
  primary key (label, place)
);

create function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  truncate index_run, index_node, index_label, index_root, identity_link, release, release_parent, party_role, party_key;
end $$;
revoke all on function reset_index() from public;

grant select, insert on index_run to ${app-role};
