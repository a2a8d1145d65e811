-- Which rows the reports have shown that bureaus have sold, by salted digests alone: so that a leaked row is traced
-- to the bank that was shown it. Goes with the person.
create table reported_row (
  release uuid not null,
  digest bytea not null check (length(digest) = 32),
  subject text not null,
  recipient text not null,
  primary key (release, digest)
);
create index reported_row_by_person on reported_row (subject);
grant select, insert, delete on reported_row to ${app-role};
