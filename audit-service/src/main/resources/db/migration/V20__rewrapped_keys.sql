-- The keys of bodies and the key of the salts, wrapped again under a later version of their wrapping key. Rows are added beside the
-- first wrapping, which stays: the app role may change nothing that is stored. The highest version is read; a key that is destroyed
-- takes its rows along.
create table opening_key_rewrap (
  seal_day    integer  not null,
  seal_class  smallint not null,
  kek_version integer  not null,
  wrapped_key bytea    not null,
  primary key (seal_day, seal_class, kek_version),
  foreign key (seal_day, seal_class) references opening_key on delete cascade
);
create table index_key_rewrap (
  kek_version integer primary key,
  wrapped_key bytea   not null
);
grant select, insert on opening_key_rewrap to ${app-role};
grant select, insert on index_key_rewrap to ${app-role};
