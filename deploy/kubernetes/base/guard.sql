-- Keeps the tables of the log in their place, whoever owns them. To be run once in each database by a superuser, who alone can take it
-- away again. Where there is no log it does nothing.
--
-- A trigger on a table cannot refuse that the table is dropped or detached, or that the trigger itself is. These can.

create schema if not exists guard;
revoke all on schema guard from public;

-- Nothing of the log is dropped: no table, no partition, none of their triggers.
create or replace function guard.refuse_drop() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  dropped record;
begin
  for dropped in select * from pg_event_trigger_dropped_objects() loop
    if dropped.object_type in ('table', 'trigger')
      and dropped.address_names[1] = 'public'
      and dropped.address_names[2] ~ '^(entry|entry_[0-9]{6}|tile|log_state|log_key|guard|opening_erasure|opening_repair)$'
      and not dropped.is_temporary then
      raise exception 'the log is append-only: % on % is refused', tg_tag, dropped.object_identity using errcode = 'TL001';
    end if;
  end loop;
end $$;

-- DETACH PARTITION ... CONCURRENTLY commits before its end, so it is refused at its beginning. It cannot hide in a block.
create or replace function guard.refuse_detach() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if to_regclass('public.entry') is not null and current_query() ~* '\mdetach\M' then
    raise exception 'the log is append-only: % is refused', tg_tag using errcode = 'TL001';
  end if;
end $$;

-- After a change of a table: every partition is one still, and no trigger of the log sleeps.
create or replace function guard.require_whole_log() returns event_trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  loose text;
begin
  select c.relname into loose
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind = 'r' and c.relname ~ '^entry_[0-9]{6}$'
      and not exists (select from pg_inherits i
        where i.inhrelid = c.oid and i.inhparent = to_regclass('public.entry') and not i.inhdetachpending)
    limit 1;
  if loose is not null then
    raise exception 'the log is append-only: % would no longer be a partition of entry', loose using errcode = 'TL001';
  end if;
  select i.inhrelid::regclass::text into loose
    from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = to_regclass('public.entry') and c.relname !~ '^entry_[0-9]{6}$'
    limit 1;
  if loose is not null then
    raise exception 'the log is append-only: % has not the name of a partition', loose using errcode = 'TL001';
  end if;
  select t.tgname || ' on ' || t.tgrelid::regclass into loose
    from pg_trigger t
    where t.tgenabled not in ('O', 'A')
      and (t.tgrelid in (select to_regclass('public.' || name)
          from unnest(array['entry', 'tile', 'log_state', 'log_key', 'guard', 'opening_erasure', 'opening_repair']) name)
        or t.tgrelid in (select inhrelid from pg_inherits where inhparent = to_regclass('public.entry')))
    limit 1;
  if loose is not null then
    raise exception 'the log is append-only: the trigger % would sleep', loose using errcode = 'TL001';
  end if;
end $$;

drop event trigger if exists guard_drop;
drop event trigger if exists guard_detach;
drop event trigger if exists guard_whole_log;
create event trigger guard_drop on sql_drop execute function guard.refuse_drop();
create event trigger guard_detach on ddl_command_start when tag in ('ALTER TABLE') execute function guard.refuse_detach();
create event trigger guard_whole_log on ddl_command_end when tag in ('ALTER TABLE') execute function guard.require_whole_log();
