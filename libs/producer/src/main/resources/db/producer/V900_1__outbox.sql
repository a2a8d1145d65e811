-- What this service means to append to the log and has no outcome of yet. A row holds the event with its seed, so that
-- every try sends the same bytes; it goes when the outcome is known.
create table producer_outbox (
  event_id      uuid        primary key,
  seq           bigint      generated always as identity,
  request       bytea       not null,
  -- Whether it is to be logged however long that takes, or only told what became of it.
  must_log      boolean     not null,
  -- Until when one process works on it; free for another one after that.
  claimed_until timestamptz not null,
  stored_at     timestamptz not null default now()
);
create index producer_outbox_order on producer_outbox (seq);

-- The log's verifier key as first met. Another one later is refused.
create table producer_log_key (
  only_row  boolean     primary key default true check (only_row),
  vkey      text        not null,
  pinned_at timestamptz not null default now()
);

grant select, insert, update, delete on producer_outbox to ${app-role};
grant select, insert on producer_log_key to ${app-role};
