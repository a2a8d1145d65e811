-- How far the sources of a platform are read whose rows are deposited as they come.
create table deposit_source (
  name         text        primary key,
  mark         text,
  last_batch   text,
  deposited_at timestamptz,
  lines        bigint      not null default 0,
  stored       bigint      not null default 0,
  duplicates   bigint      not null default 0,
  refused      bigint      not null default 0,
  problem      text
);
grant select, insert, update on deposit_source to ${app-role};
