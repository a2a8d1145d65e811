-- Who was told that a consent which their data came under has ended, and what they answered. A row is there together with
-- its entry in the outbox, so each holder is told exactly once for each cause, however many replicas work at it.
create table stop_notice (
  cause        uuid        not null,
  release      uuid        not null,
  notification text        not null unique,
  event_id     uuid        not null,
  subject      text        not null,
  from_party   text        not null,
  to_party     text        not null,
  due_on       date        not null,
  told_at      timestamptz not null,
  log_index    bigint,
  answer       text        check (answer in ('DONE', 'NOT_HELD', 'REFUSED')),
  answered_on  date,
  missed_event uuid,
  primary key (cause, release)
);

create index stop_notice_subject on stop_notice (subject);
create index stop_notice_open on stop_notice (due_on) where answer is null and missed_event is null;
create index stop_notice_party on stop_notice (to_party, due_on);
create index stop_notice_event on stop_notice (event_id);

-- Up to which entry of the log everybody has been told.
create table stop_cursor (
  id       boolean primary key default true check (id),
  position bigint  not null
);

insert into stop_cursor (position) values (-1);

grant select, insert on stop_notice to ${app-role};
grant update (log_index, answer, answered_on, missed_event) on stop_notice to ${app-role};
grant select on stop_cursor to ${app-role};
grant update (position) on stop_cursor to ${app-role};
