-- Notices that a consent has ended which a release to a bureau rests on, until they are answered. `dropped`: something
-- that was kept has been deleted for it.
create table stop_notice (
  bureau_id    text        not null,
  notification text        not null,
  release      text        not null,
  subject      text        not null,
  told_at      timestamptz not null,
  dropped      boolean     not null default false,
  next_try     timestamptz not null,
  attempts     int         not null default 0,
  primary key (bureau_id, notification)
);
create index stop_notice_order on stop_notice (bureau_id, next_try);

-- Up to where the log was read for notices to a bureau.
create table stop_position (
  bureau_id text   primary key,
  log_index bigint not null
);

create index inquiry_of_subject on inquiry (bureau_id, subject);

do $$
declare
  name text;
begin
  foreach name in array array['stop_notice', 'stop_position'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;
