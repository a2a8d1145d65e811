-- What was decided by a report is told to its bureau: when that is tried next, nothing once its outcome is known; under which key; since
-- when it is told and not changed any more; the entry that it became, or the code by which it was refused. What was decided before this
-- migration stays a note of the gateway's own.
alter table report_order
  add column decision_next_at  timestamptz,
  add column decision_attempts integer not null default 0,
  add column decision_key      text,
  add column decision_sent_at  timestamptz,
  add column decision_event    text,
  add column decision_problem  text;
create index report_order_decision on report_order (decision_next_at) where decision_next_at is not null;
