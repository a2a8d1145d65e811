-- Of which rights the log says that they were not answered in time: once each, whatever number of replicas look.
create table right_miss (
  id       text primary key,
  event_id uuid not null
);

grant select, insert on right_miss to ${app-role};
