-- What a person has stopped, from the moment of the call: a row is there before the log is asked. While one has no
-- index, no permit is signed. A withdrawal stands for good; a freeze may be set again after it was lifted.
create table local_stop (
  event_id   uuid        primary key,
  kind       text        not null check (kind in ('WITHDRAWAL', 'FREEZE')),
  subject    text        not null,
  about      text        not null,
  stopped_at timestamptz not null,
  log_index  bigint
);

create unique index local_stop_withdrawal on local_stop (about) where kind = 'WITHDRAWAL';
create unique index local_stop_freeze on local_stop (about) where kind = 'FREEZE' and log_index is null;
create index local_stop_pending on local_stop (stopped_at) where log_index is null;

grant select, insert on local_stop to ${app-role};
grant update (log_index) on local_stop to ${app-role};
