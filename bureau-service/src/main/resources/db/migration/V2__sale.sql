-- What bureaus keep. Every row names its bureau, and a session sees and writes the rows of the bureau that its
-- transaction has named (tallystick.bureau), or none: row-level security, forced on the owner too.

-- The bureaus that this instance works for.
create table bureau (
  bureau_id text primary key,
  since     timestamptz not null default now()
);

-- A bureau's two private keys, sealed under a data key that the Kms has wrapped. Older ones go on opening.
create table bureau_key (
  bureau_id   text        not null,
  signing_key text        not null,
  drawn_at    timestamptz not null,
  wrapped_key bytea       not null,
  sealed_keys bytea       not null,
  primary key (bureau_id, signing_key)
);

-- Versions of products as the log has them; without log_index not (yet) logged, and not for sale.
create table product (
  bureau_id  text   not null,
  product_id text   not null,
  version    bigint not null,
  definition text   not null,
  event_id   uuid   not null,
  log_index  bigint,
  primary key (bureau_id, product_id, version)
);
create unique index product_event on product (bureau_id, event_id);

create table product_retirement (
  bureau_id  text not null,
  product_id text not null,
  event_id   uuid not null,
  log_index  bigint,
  primary key (bureau_id, event_id)
);

-- Versions of a bureau's tariff, the same way.
create table tariff (
  bureau_id      text        not null,
  version        bigint      not null,
  definition     text        not null,
  effective_from timestamptz not null,
  event_id       uuid        not null,
  log_index      bigint,
  primary key (bureau_id, version)
);
create unique index tariff_event on tariff (bureau_id, event_id);

-- Statements taken, until they expire by themselves. The same again under the same Idempotency-Key is a retry.
create table seen_statement (
  bureau_id   text        not null,
  issuer      text        not null,
  jti         text        not null,
  attempt_key text        not null,
  forget_at   timestamptz not null,
  primary key (bureau_id, issuer, jti)
);

-- One inquiry under one Idempotency-Key of a lender. What leaves is in sealed_answer, for minutes; of the report nothing
-- else is kept.
create table inquiry (
  bureau_id       text        not null,
  attempt         uuid        not null,
  lender          text        not null,
  idempotency_key text        not null,
  request_hash    bytea       not null,
  state           text        not null check (state in
    ('STARTED', 'SOURCED', 'INTENT', 'LOGGED', 'SENT', 'RECEIVED', 'UNDELIVERED', 'REFUSED', 'ABANDONED')),
  -- Until when the process that has the inquiry in memory may go on with it.
  claimed_until   timestamptz not null,
  created_at      timestamptz not null,
  subject         text        not null,
  -- The release-1 entries whose records were in memory, to be named if they came to nothing.
  parents         text[]      not null default '{}',
  event_id        uuid,
  not_after       timestamptz,
  product         text        not null,
  fee             text,
  logged_at       timestamptz,
  attempts        int         not null default 0,
  wrapped_key     bytea,
  sealed_answer   bytea,
  refusal         text,
  primary key (bureau_id, attempt)
);
create unique index inquiry_of_key on inquiry (bureau_id, lender, idempotency_key);
create unique index inquiry_of_event on inquiry (bureau_id, event_id) where event_id is not null;
create index inquiry_open on inquiry (bureau_id, state, claimed_until)
  where state in ('STARTED', 'SOURCED', 'INTENT', 'LOGGED', 'SENT');
create index inquiry_age on inquiry (bureau_id, created_at);

-- Release-1s that a bureau has opened and not acknowledged yet.
create table acknowledgement (
  bureau_id      text        not null,
  event_id       uuid        not null,
  log_index      bigint      not null,
  entry          text        not null,
  payload_digest text        not null,
  received_at    timestamptz not null,
  next_try       timestamptz not null,
  attempts       int         not null default 0,
  primary key (bureau_id, event_id)
);
create index acknowledgement_order on acknowledgement (bureau_id, next_try);

do $$
declare
  name text;
begin
  foreach name in array array['bureau', 'bureau_key', 'product', 'product_retirement', 'tariff', 'seen_statement',
    'inquiry', 'acknowledgement'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;

-- Who is a bureau here is told to everyone: without a list nobody could work through it in the background.
create policy listed on bureau for select using (true);
revoke update, delete on bureau from ${app-role};
