-- Whose token an identifier has, sealed under a key of the identifier's own: when that key is destroyed, an old copy of
-- this table links the person to nothing. Rows from before have the token in the clear until the service has sealed them.
alter table identifier
  alter column subject drop not null,
  add column key_version integer,
  add column sealed bytea,
  add constraint identifier_linked check ((subject is null) = (sealed is not null));
drop index identifier_by_subject;
create index identifier_unsealed on identifier (digest) where subject is not null;

-- The tokens that have been allotted.
create table subject (
  token      text        primary key,
  created_at timestamptz not null
);
insert into subject select subject, min(created_at) from identifier group by subject;
grant select, insert, update, delete on subject to ${app-role};

-- The way back, for who is forgotten: the digests of a person's identifiers, sealed under a key of the person's.
create table subject_identifier (
  subject     text    not null references subject on delete cascade,
  key_version integer not null,
  sealed      bytea   not null
);
create index subject_identifier_by_subject on subject_identifier (subject);
grant select, insert, delete on subject_identifier to ${app-role};
