-- A log's key may be followed by another one, which it has signed for. The row names the newest that this service has followed to,
-- and those before it.
alter table producer_log_key add column earlier text[] not null default '{}';
grant update (vkey, earlier) on producer_log_key to ${app-role};
