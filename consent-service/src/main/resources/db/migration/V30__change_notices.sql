-- A notice tells also of a record that has changed, to whoever got what was made of it.
alter table stop_notice add column change text not null default 'WITHDRAWN'
  check (change in ('CORRECTED', 'DISPUTED', 'ERASED', 'RESTRICTED', 'WITHDRAWN'));
alter table stop_notice alter column change drop default;
