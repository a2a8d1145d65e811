-- Rows of data_key that do not open, found by a rotation or a backup. They hold nobody else up: their shard waits for a
-- repair until shortly before its old version must be gone. A row goes when its key opens again or is deleted.
create table unreadable_key (
  subject     text        not null,
  source      text        not null,
  retention   text        not null,
  version     integer     not null,
  kek         text        not null,
  kek_version integer     not null,
  found_at    timestamptz not null,
  primary key (subject, source, retention, version)
);
create index unreadable_key_by_kek on unreadable_key (kek, kek_version);
grant select, insert, update, delete on unreadable_key to ${app-role};

-- What is no class of retention is not written; rows from before are looked at when they are read.
alter table data_key add constraint data_key_retention check (retention in ('ORDINARY', 'ADVERSE', 'RELEASE')) not valid;
