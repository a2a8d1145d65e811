-- Rows of the log and of lists are never changed, so vacuum only marks pages as visible to all and freezes them, and writes each such
-- page to the write-ahead log whole. By itself it does so a fifth of a table at a time and as fast as 5,000 pages a second, and whoever
-- appends meanwhile waits for that. Here it comes after 50,000 rows and takes its time: 1,000 pages a second, which is some
-- 8,000 entries.
create function be_gentle(name regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s set (autovacuum_vacuum_cost_delay = 10, autovacuum_vacuum_insert_threshold = 50000,'
    || ' autovacuum_vacuum_insert_scale_factor = 0)', name);
end $$;
revoke all on function be_gentle(regclass) from public;

create or replace function ensure_entry_partition(month date) returns void
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
  perform public.be_gentle(format('%I.%I', owner_schema, part)::regclass);
end $$;

select be_gentle(inhrelid::regclass) from pg_inherits where inhparent = 'entry'::regclass;
select be_gentle('index_run');
-- Rows of tiles grow in place until they are full, so that its dead rows are what its vacuum is for.
alter table tile set (autovacuum_vacuum_cost_delay = 10);
