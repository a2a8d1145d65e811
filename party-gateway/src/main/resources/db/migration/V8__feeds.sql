-- Open loans that bureaus tell the party about. The row is the journal: the standing inquiry stands here before it is sent.
create table loan_watch (
  id          text        primary key,
  state       text        not null check (state in ('ASKED', 'ACTIVE', 'ENDED')),
  created_at  timestamptz not null,
  bureau      text        not null,
  loan        text        not null,
  kind        text        not null,
  subject     text        not null,
  product     text        not null,
  consent     text        not null,
  inquiry     text        not null,
  request     text        not null,
  request_key text        not null,
  retention   text        not null,
  feed        text        unique,
  reason      text,
  log_index   bigint,
  check ((state = 'ASKED') = (feed is null))
);
create index loan_watch_active on loan_watch (bureau) where state = 'ACTIVE';
create index loan_watch_page on loan_watch (created_at, id);
grant select, insert, update, delete on loan_watch to ${app-role};

-- Up to where the feeds of each bureau are read. It moves by the commit that takes what was read.
create table feed_cursor (
  bureau text   primary key,
  cursor bigint not null
);
grant select, insert, update on feed_cursor to ${app-role};
