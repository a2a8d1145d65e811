-- The database itself checks an erasure: its class, its term, and that the log has the entry which says what is erased. The app role,
-- which adds to the log, can no longer declare that something is logged.

-- The day by the database's own clock. Whoever has only the app role's rights cannot move it.
create function database_day() returns date language sql stable set search_path = pg_catalog as $$
  select (now() at time zone 'UTC')::date
$$;

-- Bodies of exchange types (class 0) may go when their day and three years (R51) are over, those of state types never.
create function is_erasable(day integer, class smallint) returns boolean language sql stable set search_path = pg_catalog as $$
  select class = 0 and date '1970-01-01' + day <= (public.database_day() - interval '3 years')::date - 1
$$;

create function require_erasable(day integer, class smallint) returns void
  language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not public.is_erasable(day, class) then
    raise exception 'bodies of day % and class % are kept: only exchange bodies go, three years after their day', day, class
      using errcode = 'TL001';
  end if;
end $$;

-- One entry of the log speaks of one day; once it is logged, nothing of the row changes.
alter table opening_erasure add unique (event_id);

create function keep_logged_erasure() returns trigger language plpgsql as $$
begin
  if old.logged then
    raise exception 'an erasure that is logged is not changed' using errcode = 'TL001';
  end if;
  return new;
end $$;
create trigger opening_erasure_kept before update on opening_erasure for each row execute function keep_logged_erasure();

-- The rights for the columns of an erasure, without `logged`.
revoke insert, update on opening_erasure from ${app-role};
revoke update (event_id, logged) on opening_erasure from ${app-role};
grant insert (seal_day, seal_class, event_id, bodies, first_idx, last_idx, evidence) on opening_erasure to ${app-role};
grant update (event_id) on opening_erasure to ${app-role};

-- The commitment to a part of an entry (docs/spec/log-format.md).
create function part_hash(part text, nonce bytea, canonical bytea) returns bytea
  language sql immutable set search_path = pg_catalog as $$
  select sha256(convert_to('tallystick/part/v1', 'UTF8') || '\x00'::bytea || convert_to(part, 'UTF8') || '\x00'::bytea
    || nonce || canonical)
$$;

-- Marks an erasure as logged. The body of its entry is shown with its nonce, so that the database reads for itself what the log was
-- told: the bytes hash to what the entry commits to, the entry stands in the tree, and it says of this erasure what its row says.
create function confirm_erasure(day integer, class smallint, nonce bytea, body bytea) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  erasure public.opening_erasure;
  told public.entry;
  leaf bytea;
  said jsonb;
begin
  perform public.require_erasable(day, class);
  select e.* into erasure from public.opening_erasure e where e.seal_day = day and e.seal_class = class for update;
  if not found then
    raise exception 'no erasure of day % was begun', day using errcode = 'TL001';
  end if;
  if erasure.logged then
    return false;
  end if;
  select n.* into told from public.entry n where n.event_id = erasure.event_id and n.type = 141;
  if not found then
    raise exception 'the log has no opening.deleted of day %', day using errcode = 'TL001';
  end if;
  leaf := sha256('\x00'::bytea || sha256(convert_to('tallystick/entry/v1', 'UTF8') || '\x00'::bytea
    || int8send(told.recorded_millis) || public.part_hash('stub', told.nonce_stub, told.stub)
    || told.hash_body || told.hash_internal));
  if not exists (select from public.tile t, public.log_state s
      where t.level = 0 and t.n = told.idx / 256 and told.idx < s.tree_size
        and substr(t.hashes, (told.idx % 256)::integer * 32 + 1, 32) = leaf) then
    raise exception 'entry % does not stand in the tree', told.idx using errcode = 'TL001';
  end if;
  if length(nonce) <> 32 or public.part_hash('body', nonce, body) <> told.hash_body then
    raise exception 'entry % does not say that', told.idx using errcode = 'TL001';
  end if;
  said := convert_from(body, 'UTF8')::jsonb -> 'data';
  if (said ->> 'day', said ->> 'deleted', said ->> 'count', said ->> 'firstIndex', said ->> 'lastIndex', said ->> 'evidence')
      is distinct from (to_char(date '1970-01-01' + day, 'YYYY-MM-DD'), 'EXCHANGE', erasure.bodies::text, erasure.first_idx::text,
        erasure.last_idx::text, encode(erasure.evidence, 'hex')) then
    raise exception 'entry % speaks of another erasure than that of day %', told.idx, day using errcode = 'TL001';
  end if;
  update public.opening_erasure e set logged = true where e.seal_day = day and e.seal_class = class;
  return true;
end $$;

-- The one change of an entry that is let through, whoever tries: what was V12's, and the class, the term and the extent that the log
-- was told of. A body may have been recorded on the day after that of its key.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and tg_table_name like 'entry%' then
    if old.sealed is not null and new.sealed is null
      and (old.idx, old.event_id, old.type, old.recorded_millis, old.seal_day, old.seal_class, old.nonce_stub,
           old.hash_body, old.hash_internal, old.stub)
        = (new.idx, new.event_id, new.type, new.recorded_millis, new.seal_day, new.seal_class, new.nonce_stub,
           new.hash_body, new.hash_internal, new.stub)
      and public.is_erasable(old.seal_day, old.seal_class)
      and to_timestamp(old.recorded_millis / 1000.0) at time zone 'UTC'
        < public.database_day() - interval '3 years' + interval '1 day'
      and exists (select from public.opening_erasure e
        where e.seal_day = old.seal_day and e.seal_class = old.seal_class and e.logged
          and old.idx between e.first_idx and e.last_idx) then
      return new;
    end if;
  end if;
  raise exception 'the log is append-only: % on % is refused', tg_op, tg_table_name using errcode = 'TL001';
end $$;

create or replace function erase_openings(day integer, class smallint, from_idx bigint, to_idx bigint) returns bigint
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  erased bigint;
begin
  perform public.require_erasable(day, class);
  update public.entry set sealed = null
    where idx >= from_idx and idx < to_idx and seal_day = day and seal_class = class and sealed is not null;
  get diagnostics erased = row_count;
  return erased;
end $$;

create or replace function destroy_opening_key(day integer, class smallint) returns boolean
  language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform public.require_erasable(day, class);
  delete from public.opening_key k using public.opening_erasure e
    where k.seal_day = day and k.seal_class = class
      and e.seal_day = k.seal_day and e.seal_class = k.seal_class and e.logged;
  return found;
end $$;

revoke all on function confirm_erasure(integer, smallint, bytea, bytea) from public;
grant execute on function confirm_erasure(integer, smallint, bytea, bytea) to ${app-role};
