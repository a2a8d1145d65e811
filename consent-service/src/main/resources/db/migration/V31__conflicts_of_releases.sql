-- A conflict of interest is flagged with each release that shows it, not once for a share. The rows only keep two replicas from
-- flagging one release twice: behind the cursor everything is flagged, and they go.
drop table conflict_flag;

create table conflict_flag (
  release   uuid   not null,
  holder    text   not null,
  log_index bigint not null,
  event_id  uuid   not null,
  primary key (release, holder)
);

create index conflict_flag_index on conflict_flag (log_index);

-- Up to which entry of the log every conflict has been flagged. What is older than this table was flagged in the former way.
create table conflict_cursor (
  id       boolean primary key default true check (id),
  position bigint  not null
);

insert into conflict_cursor (position) select position from stop_cursor;

grant select, insert, delete on conflict_flag to ${app-role};
grant select on conflict_cursor to ${app-role};
grant update (position) on conflict_cursor to ${app-role};
