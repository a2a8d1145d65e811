-- What is sealed does not get shorter, so no time is spent on trying; and a row of up to 8 kB stays whole. Before, a body of more than
-- 2 kB, as every release has, was two or three rows of another table with an index of its own.
alter table entry alter column sealed set storage external;

create function keep_whole(part regclass) returns void language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  execute format('alter table %s set (toast_tuple_target = 8160)', part);
end $$;
revoke all on function keep_whole(regclass) from public;

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
  perform public.keep_whole(format('%I.%I', owner_schema, part)::regclass);
  perform public.protect_partition(format('%I.%I', owner_schema, part)::regclass);
end $$;

select keep_whole(inhrelid::regclass) from pg_inherits where inhparent = 'entry'::regclass;

-- Room for the changes that every row sees and that no index knows of: versions of guards, sums of money.
alter table guard set (fillfactor = 70);
alter table money_flow set (fillfactor = 70);
