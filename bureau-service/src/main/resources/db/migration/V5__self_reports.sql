-- Reports that persons got about themselves (R40). A row is there before the log can have the entry; with log_index it
-- has it, and the row counts: the rows of a person are what the guard of the entry counts. `person` is the label that
-- the person's entries are filed under, no token. The answer is kept sealed for ten minutes, in case it gets lost.
create table self_report (
  bureau_id     text        not null,
  event_id      uuid        not null,
  attempt_key   text        not null,
  request_hash  text        not null,
  person        text        not null,
  year          int         not null,
  log_index     bigint,
  made_at       timestamptz not null,
  wrapped_key   bytea,
  sealed_answer bytea,
  primary key (bureau_id, event_id)
);
create unique index self_report_attempt on self_report (bureau_id, attempt_key);
create index self_report_person on self_report (bureau_id, person);
create index self_report_kept on self_report (bureau_id, made_at) where sealed_answer is not null;

-- Up to where the log was read for reports of a bureau.
create table self_report_position (
  bureau_id text   primary key,
  log_index bigint not null
);

do $$
declare
  name text;
begin
  foreach name in array array['self_report', 'self_report_position'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;
