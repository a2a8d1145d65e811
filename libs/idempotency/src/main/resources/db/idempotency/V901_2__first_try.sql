-- A key whose request came to nothing is free again and stays known, so that another try of the same request draws the same ids.
alter table idempotency_key
  add column first_at timestamptz,
  add column is_free boolean not null default false;
