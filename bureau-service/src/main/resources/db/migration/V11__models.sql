-- Scorecards that a bureau, or a platform with it, has brought. Without log_index not (yet) active. The two files are kept as they
-- were sent: the log has the hash of the first with every product that is made by it.
create table filed_model (
  bureau_id text        not null,
  model_id  text        not null,
  owner     text        not null,
  scorecard text        not null,
  cases     text        not null,
  filed_by  text        not null,
  filed_at  timestamptz not null,
  event_id  uuid,
  log_index bigint,
  primary key (bureau_id, model_id)
);
create unique index filed_model_event on filed_model (bureau_id, event_id) where event_id is not null;

alter table filed_model enable row level security;
alter table filed_model force row level security;
create policy own_rows on filed_model using (bureau_id = current_setting('tallystick.bureau', true));
grant select, insert, update, delete on filed_model to ${app-role};
