-- Which tokens are one person's, so that self reports are counted by person (R40): each row is an entry of the log that links or
-- unlinks two of them, by the labels that its stub tells. No token, and nothing of why.
create table person_link (
  bureau_id text    not null,
  log_index bigint  not null,
  one       text    not null,
  other     text    not null,
  linked    boolean not null,
  primary key (bureau_id, log_index)
);
create index person_link_one on person_link (bureau_id, one);
create index person_link_other on person_link (bureau_id, other);

alter table person_link enable row level security;
alter table person_link force row level security;
create policy own_rows on person_link using (bureau_id = current_setting('tallystick.bureau', true));
grant select, insert, update, delete on person_link to ${app-role};

-- The log is read from its beginning once more, for the links from before.
truncate self_report_position;
