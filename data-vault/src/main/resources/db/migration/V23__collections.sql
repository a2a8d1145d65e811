-- The consents that platforms collect on, while they are in force: when the last one of a person and a platform ends, what
-- the platform has deposited about the person goes.
create table collection (
  consent  text primary key,
  subject  text not null,
  platform text not null
);
create index collection_by_person on collection (subject, platform);
grant select, insert, update, delete on collection to ${app-role};
