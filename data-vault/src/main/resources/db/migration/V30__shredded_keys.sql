-- Keys that were shredded, by the commitment that only they give: so that no backup brings one back. A row is kept for
-- longer than any copy of its key can be opened.
create table shredded_key (
  commitment  bytea       primary key check (octet_length(commitment) = 32),
  shredded_at timestamptz not null
);
create index shredded_key_age on shredded_key (shredded_at);
grant select, insert, delete on shredded_key to ${app-role};

insert into shredded_key (commitment, shredded_at)
select decode(key ->> 'commitment', 'hex'), stopped_at
from erasure, jsonb_array_elements(destruction::jsonb -> 'keys') as key
where destruction is not null
on conflict do nothing;

-- The newest backup of each shard of the keystore: what is in its place may be older, or another.
create table keystore_backup (
  kek        text        primary key,
  written_at timestamptz not null,
  keys       bigint      not null,
  digest     text        not null
);
grant select, insert, update on keystore_backup to ${app-role};
