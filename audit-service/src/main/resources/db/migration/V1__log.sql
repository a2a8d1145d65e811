-- The log. One row of state is the lock, the compare-and-swap value and all that a restart needs.
create table log_state (
  only_row    boolean primary key default true check (only_row),
  origin      text   not null,
  tree_size   bigint not null check (tree_size >= 0),
  root        bytea  not null check (octet_length(root) = 32),
  frontier    bytea  not null,
  last_millis bigint not null
);

-- Which of the Kms's signing keys is the log's. The key itself is not here: a copy of this database signs nothing.
create table log_key (
  vkey        text primary key,
  key_version integer     not null,
  created_at  timestamptz not null default now()
);

-- One row an event. Unique by id across partitions, because partitions are ranges of ids (UUIDv7: ranges of time).
-- `sealed` holds body, internal and their nonces under the key of (seal_day, seal_class); shredding that key leaves the rest.
create table entry (
  idx             bigint   not null,
  event_id        uuid     not null,
  type            smallint not null,
  recorded_millis bigint   not null,
  seal_day        integer  not null,
  seal_class      smallint not null,
  nonce_stub      bytea    not null,
  hash_body       bytea    not null,
  hash_internal   bytea    not null,
  stub            bytea    not null,
  sealed          bytea
) partition by range (event_id);
create unique index entry_event_id on entry (event_id);
create index entry_idx on entry (idx);
create index entry_type on entry (type, idx);

-- Tiles and entry bundles (level -1). A row grows to full width; a partial tile is a prefix of it.
create table tile (
  level  smallint not null,
  n      bigint   not null,
  hashes bytea    not null,
  primary key (level, n)
);
alter table tile alter column hashes set storage external;

create table guard (
  key     text   primary key,
  version bigint not null
);

-- The keys that bodies at rest are sealed under, by UTC day and class, wrapped by the Kms.
create table opening_key (
  seal_day    integer  not null,
  seal_class  smallint not null,
  wrapped_key bytea    not null,
  primary key (seal_day, seal_class)
);

-- The append-only rule does not rest on good manners: the statements are refused, whoever sends them.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the log is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'TL001';
end $$;
create trigger entry_append_only before update or delete on entry for each row execute function refuse_change();
create trigger entry_no_truncate before truncate on entry for each statement execute function refuse_change();

-- Partitions are made ahead of need, a calendar month of event ids each. The app role has no DDL; this runs as the owner.
create function ensure_entry_partition(month date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  start_month date := date_trunc('month', month)::date;
  part text := 'entry_' || to_char(start_month, 'YYYYMM');
  owner_schema text := 'public';
begin
  perform pg_advisory_xact_lock(7446001);
  if to_regclass(format('%I.%I', owner_schema, part)) is not null then
    return;
  end if;
  execute format('create table %I.%I partition of %I.entry for values from (%L) to (%L)',
    owner_schema, part, owner_schema,
    public.first_id_of(start_month), public.first_id_of((start_month + interval '1 month')::date));
end $$;

-- The smallest UUIDv7 of a UTC day: 48 bits of milliseconds, then zeros.
create function first_id_of(day date) returns uuid language sql immutable set search_path = pg_catalog as $$
  select (lpad(to_hex((extract(epoch from day::timestamp at time zone 'UTC') * 1000)::bigint), 12, '0')
    || '00000000000000000000')::uuid
$$;

revoke all on function ensure_entry_partition(date) from public;
grant execute on function ensure_entry_partition(date) to ${app-role};
grant usage on schema public to ${app-role};
grant select, insert, update on log_state to ${app-role};
grant select, insert on log_key to ${app-role};
grant select, insert on entry to ${app-role};
grant select, insert, update on tile to ${app-role};
grant select, insert, update on guard to ${app-role};
grant select, insert on opening_key to ${app-role};
