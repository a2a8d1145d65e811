-- Which audits of parties were said in the log to be held or to be missed: each once, whatever number of replicas is asked.
create table audit_run (
  party    text    not null,
  run      integer not null,
  missed   boolean not null,
  event_id uuid    not null,
  primary key (party, run, missed)
);

grant select, insert on audit_run to ${app-role};
