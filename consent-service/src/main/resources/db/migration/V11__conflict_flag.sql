-- Which conflicts of interest have been flagged in the log: an owner's share in a bureau, and the rival whose users the
-- bureau got data about. Once for each share; another share is another conflict.
create table conflict_flag (
  bureau       text   not null,
  holder       text   not null,
  rival        text   not null,
  basis_points bigint not null,
  event_id     uuid   not null,
  primary key (bureau, holder, rival, basis_points)
);

grant select, insert on conflict_flag to ${app-role};
