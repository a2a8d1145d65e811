-- Where a lender has the items of its feeds sent, one address at each bureau. The secret is sealed under the Kms. cursor: the last item
-- that was taken. A process that sends has the lease; without one that lasts it sends nothing and notes nothing.
create table feed_webhook (
  bureau_id     text        not null,
  lender        text        not null,
  url           text        not null,
  wrapped_key   bytea       not null,
  sealed_secret bytea       not null,
  state         text        not null check (state in ('ACTIVE', 'PAUSED')),
  cursor        bigint      not null,
  since         timestamptz not null,
  next_try      timestamptz not null,
  failures      integer     not null default 0,
  failing_since timestamptz,
  failure       text        check (failure in
    ('MALFORMED', 'NOT_PUBLIC', 'NOT_TAKEN', 'NOT_TRUSTED', 'NO_ANSWER', 'TOO_LARGE', 'TOO_SLOW')),
  paused_at     timestamptz,
  lease         uuid,
  leased_until  timestamptz,
  primary key (bureau_id, lender),
  check ((failures = 0) = (failing_since is null) and (failures = 0) = (failure is null)),
  check ((state = 'PAUSED') = (paused_at is not null)),
  check ((lease is null) = (leased_until is null))
);
create index feed_webhook_due on feed_webhook (bureau_id, next_try) where state = 'ACTIVE';

alter table feed_webhook enable row level security;
alter table feed_webhook force row level security;
create policy own_rows on feed_webhook using (bureau_id = current_setting('tallystick.bureau', true));
grant select, insert, update, delete on feed_webhook to ${app-role};
