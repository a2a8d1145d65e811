-- What the trigger on the parent does not reach: a statement that names a partition. A row's update or delete is refused there too,
-- because such triggers are handed down; a truncate is not.
create function protect_partition(part regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('create trigger entry_no_truncate before truncate on %s for each statement execute function public.refuse_change()',
    part);
end $$;

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
  perform public.protect_partition(format('%I.%I', owner_schema, part)::regclass);
end $$;

select protect_partition(inhrelid::regclass) from pg_inherits where inhparent = 'entry'::regclass;

-- The other tables of the log lose no row either.
create trigger tile_kept before delete on tile for each row execute function refuse_change();
create trigger tile_no_truncate before truncate on tile for each statement execute function refuse_change();
create trigger log_state_kept before delete on log_state for each row execute function refuse_change();
create trigger log_state_no_truncate before truncate on log_state for each statement execute function refuse_change();
create trigger log_key_kept before update or delete on log_key for each row execute function refuse_change();
create trigger log_key_no_truncate before truncate on log_key for each statement execute function refuse_change();
create trigger guard_kept before delete on guard for each row execute function refuse_change();
create trigger guard_no_truncate before truncate on guard for each statement execute function refuse_change();

-- The service reads at its start whether the schema is its own; it changes nothing of it.
grant select on flyway_schema_history to ${app-role};
