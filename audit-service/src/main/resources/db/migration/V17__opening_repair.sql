-- Bodies that were brought back. A row of the log is never written over, not even one that cannot be read: the copy stands here, sealed
-- anew, and is read where the row's own bytes do not open. What stands here has hashed to what the row commits to. So nobody takes a body
-- away by repairing it.
create table opening_repair (
  event_id    uuid        not null,
  number      bigint      generated always as identity,
  idx         bigint      not null,
  seal_day    integer     not null,
  seal_class  smallint    not null,
  sealed      bytea       not null,
  repaired_at timestamptz not null default now(),
  primary key (event_id, number)
);
create index opening_repair_day on opening_repair (seal_day, seal_class);
grant select, insert on opening_repair to ${app-role};

-- A copy goes with its day.
create or replace function erase_openings(day integer, class smallint, from_idx bigint, to_idx bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  erased bigint;
begin
  perform public.require_erasable(day, class);
  update public.entry set sealed = null
    where idx >= from_idx and idx < to_idx and seal_day = day and seal_class = class and sealed is not null;
  get diagnostics erased = row_count;
  delete from public.opening_repair r using public.opening_erasure e
    where r.seal_day = day and r.seal_class = class and r.idx >= from_idx and r.idx < to_idx
      and e.seal_day = day and e.seal_class = class and e.logged;
  return erased;
end $$;
