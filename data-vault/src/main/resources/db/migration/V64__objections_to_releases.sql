-- An objection may be to releases instead of records: "that was not me". Whoever asked or sold answers.
create table objection_release (
  objection text not null references objection on delete cascade,
  release   uuid not null,
  primary key (objection, release)
);
grant select, insert, delete on objection_release to ${app-role};
