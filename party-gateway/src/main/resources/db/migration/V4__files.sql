-- Files that a platform has put into its folder, by the key of their import: the same file by the same mapping is one.
create table deposited_file (
  import_key  text        primary key,
  name        text        not null,
  state       text        not null check (state in ('READING', 'DONE', 'FAILED')),
  began_at    timestamptz not null,
  ended_at    timestamptz,
  lines       bigint      not null default 0,
  stored      bigint      not null default 0,
  duplicates  bigint      not null default 0,
  refused     bigint      not null default 0,
  problem     text
);
create index deposited_file_age on deposited_file (began_at);
grant select, insert, update on deposited_file to ${app-role};
