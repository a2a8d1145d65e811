-- The index becomes provable: what a list's tree is read from, how long each list was at the last index root, and the chain
-- of roots. All of it can be made again from the log and the salts' key, as before: `select reset_index()`.

drop function reset_index();
update index_cursor set next = 0;
truncate index_entry, release, release_parent, party_role, party_key;

-- The log size that `index_label` stands at; entries from there to `next` are in the lists, and not yet under a root.
alter table index_cursor add column labels_at bigint not null default 0 check (labels_at >= 0);

-- `leaf` is the leaf hash of the list's tree. A list is read by its places.
alter table index_entry add column leaf bytea not null check (octet_length(leaf) = 32);
alter table index_entry drop constraint index_entry_pkey;
alter table index_entry add primary key (label, place);

-- Complete subtrees of a list: number n of level L is the root over its leaves [n * 256^L, (n + 1) * 256^L). Never changes.
create table index_node (
  label bytea    not null,
  level smallint not null check (level >= 1),
  n     bigint   not null,
  hash  bytea    not null check (octet_length(hash) = 32),
  primary key (label, level, n)
);

-- What the trie is rebuilt from at start. Written when a root is made, so it is the state of the newest row of `index_root`.
create table index_label (
  label    bytea  primary key,
  count    bigint not null check (count >= 1),
  frontier bytea  not null
) with (fillfactor = 75);

-- The chain of index roots. A row is written before its entry is appended, and says where the entry is when that is known:
-- a number is used once, whenever a process dies.
create table index_root (
  number          bigint primary key check (number >= 1),
  root            bytea  not null check (octet_length(root) = 32),
  covered_size    bigint not null,
  previous        bigint,
  log_idx         bigint unique,
  recorded_millis bigint,
  check ((previous is null) = (number = 1))
);

-- Which labels of people belong together; tokens stay sealed in the log.
create table identity_link (
  event_id     uuid   primary key,
  idx          bigint not null,
  one          bytea  not null,
  other        bytea  not null,
  unlinked_idx bigint
);
create index identity_link_one on identity_link (one);
create index identity_link_other on identity_link (other);

-- Not part of the index: the wrapped key that salts are drawn from. Lost, no root can be continued.
create table index_key (
  only_row    boolean primary key default true check (only_row),
  wrapped_key bytea   not null
);

create function reset_index() returns void language plpgsql as $$
begin
  update index_cursor set next = 0, labels_at = 0;
  truncate index_entry, index_node, index_label, index_root, identity_link, release, release_parent, party_role, party_key;
end $$;
revoke all on function reset_index() from public;

grant select, insert on index_node to ${app-role};
grant select, insert, update on index_label to ${app-role};
grant select, insert, update on index_root to ${app-role};
grant select, insert, update on identity_link to ${app-role};
grant select, insert on index_key to ${app-role};
