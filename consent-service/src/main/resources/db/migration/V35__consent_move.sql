-- Consents that go to another bureau. The row is there, with the event that gives the new consent in the outbox, before the log is asked;
-- log_index says that the log has that event and the old consent is withdrawn. If the log refuses it, the row goes.
create table consent_move (
  consent   text   primary key,
  successor text   not null unique,
  bureau    text   not null,
  event_id  uuid   not null unique,
  log_index bigint
);

grant select, insert, delete on consent_move to ${app-role};
grant update (log_index) on consent_move to ${app-role};
