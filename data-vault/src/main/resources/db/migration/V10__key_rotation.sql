-- Which wrapping key a data key is wrapped under, as its wrapped form says: what a rotation looks for.
alter table data_key add column kek text, add column kek_version integer;
update data_key set
  kek = convert_from(substring(wrapped from 3 for get_byte(wrapped, 1)), 'SQL_ASCII'),
  kek_version = get_byte(wrapped, 2 + get_byte(wrapped, 1)) << 24
    | get_byte(wrapped, 3 + get_byte(wrapped, 1)) << 16
    | get_byte(wrapped, 4 + get_byte(wrapped, 1)) << 8
    | get_byte(wrapped, 5 + get_byte(wrapped, 1));
alter table data_key alter column kek set not null, alter column kek_version set not null;
create index data_key_by_kek on data_key (kek, kek_version);

-- How many hex digits of a token's hash name its shard. More digits, smaller shards.
create table shard_plan (
  id     smallint primary key check (id = 1),
  digits smallint not null check (digits between 1 and 4)
);
insert into shard_plan values (1, 1);
grant select, update on shard_plan to ${app-role};

-- Versions of wrapping keys under which keys were shredded: copies of those are out there until the version is
-- destroyed. A row goes when its version does.
create table shredded_under (
  kek         text        not null,
  kek_version integer     not null,
  first_at    timestamptz not null,
  primary key (kek, kek_version)
);
grant select, insert, delete on shredded_under to ${app-role};

-- Versions on their way out: every key is rewrapped, the keystore is backed up, the version is destroyed.
create table key_rotation (
  kek          text        not null,
  old_version  integer     not null,
  ground       text        not null check (ground in ('SHREDDED', 'RENEWAL', 'SPLIT')),
  begun_at     timestamptz not null,
  destroy_by   timestamptz not null,
  rewrapped    bigint      not null default 0,
  backed_up_at timestamptz,
  destroyed_at timestamptz,
  primary key (kek, old_version)
);
create index key_rotation_open on key_rotation (destroy_by) where destroyed_at is null;
grant select, insert, update, delete on key_rotation to ${app-role};
