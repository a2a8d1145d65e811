-- Erasing what entries of one day and class say, after its term. A row here is written before the entry opening.deleted and
-- holds all that it says, so that whoever comes next, on any replica and after any crash, goes on where the last one stopped.
create table opening_erasure (
  seal_day    integer  not null,
  seal_class  smallint not null,
  event_id    uuid     not null,
  bodies      bigint   not null check (bodies >= 0),
  first_idx   bigint   not null,
  last_idx    bigint   not null,
  evidence    bytea    not null check (octet_length(evidence) = 32),
  logged      boolean  not null default false,
  primary key (seal_day, seal_class)
);

-- The one change of an entry that is let through: its sealed bytes go, once the entry that says so is logged, and nothing else
-- of it changes. Whoever tries, the owner of the table too.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name like 'entry%' then
    if old.sealed is not null and new.sealed is null
      and (old.idx, old.event_id, old.type, old.recorded_millis, old.seal_day, old.seal_class, old.nonce_stub,
           old.hash_body, old.hash_internal, old.stub)
        = (new.idx, new.event_id, new.type, new.recorded_millis, new.seal_day, new.seal_class, new.nonce_stub,
           new.hash_body, new.hash_internal, new.stub)
      and exists (select from public.opening_erasure e
        where e.seal_day = old.seal_day and e.seal_class = old.seal_class and e.logged) then
      return new;
    end if;
  end if;
  raise exception 'the log is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'TL001';
end $$;

-- The app role cannot update entries. These run as the owner, and do nothing without a logged erasure.
create function erase_openings(day integer, class smallint, from_idx bigint, to_idx bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  erased bigint;
begin
  update public.entry set sealed = null
    where idx >= from_idx and idx < to_idx and seal_day = day and seal_class = class and sealed is not null;
  get diagnostics erased = row_count;
  return erased;
end $$;

create function destroy_opening_key(day integer, class smallint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from public.opening_key k using public.opening_erasure e
    where k.seal_day = day and k.seal_class = class
      and e.seal_day = k.seal_day and e.seal_class = k.seal_class and e.logged;
  return found;
end $$;

revoke all on function erase_openings(integer, smallint, bigint, bigint) from public;
revoke all on function destroy_opening_key(integer, smallint) from public;
grant execute on function erase_openings(integer, smallint, bigint, bigint) to ${app-role};
grant execute on function destroy_opening_key(integer, smallint) to ${app-role};
grant execute on function first_id_of(date) to ${app-role};
grant select, insert on opening_erasure to ${app-role};
grant update (event_id, logged) on opening_erasure to ${app-role};
