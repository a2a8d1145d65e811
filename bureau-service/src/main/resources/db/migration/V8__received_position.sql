-- Up to where the log was read for acknowledgements of a bureau's releases. It moves by the same commit as what was read, which nobody
-- waits for: if a crash takes back that a report was received, the log tells it again. Without it a bureau begins at the end of the log.
create table received_position (
  bureau_id text   primary key,
  log_index bigint not null
);

alter table received_position enable row level security;
alter table received_position force row level security;
create policy own_rows on received_position using (bureau_id = current_setting('tallystick.bureau', true));
grant select, insert, update, delete on received_position to ${app-role};
