-- How far the detectors have looked at the log (R53). What is there already raises no alarm; it is counted all the same, because
-- whoever looks reads the last weeks again.
create table detector_cursor (
  only_row boolean primary key default true check (only_row),
  next     bigint not null check (next >= 0)
);
insert into detector_cursor (next) select coalesce(max(tree_size), 0) from log_state;

-- Alarms that are not over, one of each case. `about` is an HMAC: it names neither a party nor a person nor a member of staff. The
-- ids of the entries are drawn with the row, and the row goes after the entry that clears it: each alarm is said once, whatever a
-- crash leaves. `person` is an entry about the person whom the alarm is about; their token stands in its sealed body alone.
create table detector_alarm (
  detector       text     not null,
  about          text     not null,
  anomaly        text     primary key,
  raised         uuid     not null,
  is_said        boolean  not null,
  clearing       uuid,
  noticed_millis bigint   not null,
  severity       text     not null,
  party          text,
  person         uuid,
  from_millis    bigint   not null,
  until_millis   bigint   not null,
  observed       bigint   not null,
  expected       bigint   not null,
  entries        text[]   not null,
  unique (detector, about)
);

grant select, update on detector_cursor to ${app-role};
grant select, insert, update, delete on detector_alarm to ${app-role};
