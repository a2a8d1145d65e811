-- Parties that ask for identity numbers in a row, as long as the alarm about it is not over. No number is kept.
create table sequence_alarm (
  party        text        primary key,
  anomaly      text        not null unique,
  raised_event uuid        not null,
  noticed_at   timestamptz not null
);
create index sequence_alarm_by_noticed on sequence_alarm (noticed_at);
grant select, insert, update, delete on sequence_alarm to ${app-role};
