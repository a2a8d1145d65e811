-- The latest suspension that this service has set on a lender that asks too often (R53), so that of many refusals one is said. Without
-- log_index not (yet) logged. It is of no bureau: decisions refuse the lender whatever bureau it asks.
create table query_suspension (
  lender    text        primary key,
  event_id  uuid        not null unique,
  until_at  timestamptz not null,
  log_index bigint
);

grant select, insert, update, delete on query_suspension to ${app-role};
