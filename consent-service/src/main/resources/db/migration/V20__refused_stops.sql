-- A stop that the log has refused for good holds for its person alone, until an operator settles it. Until now it held for
-- everybody: such rows have no event any more that the outbox would bring to the log.
alter table local_stop
  add column refused_at timestamptz,
  add column refusal    text;

do $$
begin
  if to_regclass('producer_outbox') is not null then
    update local_stop set refused_at = now(), refusal = 'UNKNOWN'
    where log_index is null
      and not exists (select 1 from producer_outbox where producer_outbox.event_id = local_stop.event_id);
  end if;
end
$$;

create index local_stop_refused on local_stop (subject) where refused_at is not null and log_index is null;

grant update (refused_at, refusal) on local_stop to ${app-role};
