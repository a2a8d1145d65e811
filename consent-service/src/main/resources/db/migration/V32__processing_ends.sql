-- Which terms of agreements with processors were said in the log to be over: each once, whatever number of replicas looks.
create table processing_end (
  agreement text   not null,
  version   bigint not null,
  event_id  uuid   not null,
  primary key (agreement, version)
);

grant select, insert on processing_end to ${app-role};
