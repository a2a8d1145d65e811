-- Which missed obligations have been said in the log: once for each party, whatever number of replicas look.
create table obligation_miss (
  obligation text not null,
  party      text not null,
  event_id   uuid not null,
  primary key (obligation, party)
);

grant select, insert on obligation_miss to ${app-role};
