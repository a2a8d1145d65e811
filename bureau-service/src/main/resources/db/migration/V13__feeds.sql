-- The answer of an inquiry that nobody waits for: until when it is kept to be read.
alter table inquiry add column deliver_by timestamptz;

-- Open loans that a lender is told about, and the standing inquiry by which. The person's token and the statement are kept while
-- the feed goes on. pending_*: what has changed since the last report, by index of the log; a feed is held when a report was not read.
create table loan_feed (
  bureau_id     text        not null,
  feed_id       text        not null,
  lender        text        not null,
  loan_id       text        not null,
  consent       text        not null,
  subject       text,
  subject_label text,
  request       text,
  request_until timestamptz not null,
  state         text        not null check (state in ('ACTIVE', 'ENDING', 'ENDED')),
  since         timestamptz not null,
  end_reason    text        check (end_reason in
    ('CONSENT_ENDED', 'DENIED', 'ERASURE', 'LENDER', 'LOAN_CLOSED', 'PARTY_SUSPENDED', 'STATEMENT_EXPIRED')),
  end_index     bigint,
  end_code      text,
  pending_first bigint,
  pending_last  bigint,
  pending_count integer     not null default 0,
  held          boolean     not null default false,
  last_number   integer     not null default 0,
  next_try      timestamptz not null,
  attempts      integer     not null default 0,
  primary key (bureau_id, feed_id),
  check ((state = 'ACTIVE') = (end_reason is null)),
  check ((state = 'ENDED') = (request is null) and (subject is null) = (request is null)
    and (subject_label is null) = (request is null)),
  check ((pending_first is null) = (pending_last is null) and (pending_first is null) = (pending_count = 0))
);
create unique index loan_feed_of_loan on loan_feed (bureau_id, lender, loan_id) where state <> 'ENDED';
create index loan_feed_of_lender on loan_feed (bureau_id, lender, feed_id);
create index loan_feed_person on loan_feed (bureau_id, subject_label) where state = 'ACTIVE';
create index loan_feed_due on loan_feed (bureau_id, next_try) where state = 'ACTIVE' and pending_first is not null;
create index loan_feed_ending on loan_feed (bureau_id) where state = 'ENDING';
create index loan_feed_held on loan_feed (bureau_id, lender) where held;

-- What a lender reads, in the order of its cursor, which an item gets when it can be read. The report itself is in the row of its
-- inquiry; attempt names it. Nobody is named here.
create table loan_feed_item (
  bureau_id   text        not null,
  item_id     text        not null,
  feed_id     text        not null,
  lender      text        not null,
  kind        text        not null check (kind in ('END', 'REPORT')),
  state       text        not null check (state in ('WAITING', 'READY', 'RECEIVED', 'LAPSED', 'SKIPPED')),
  cause_first bigint,
  cause_last  bigint,
  causes      integer     not null,
  cursor      bigint,
  attempt     uuid,
  made_at     timestamptz not null,
  primary key (bureau_id, item_id),
  check ((cursor is null) = (state in ('WAITING', 'SKIPPED')))
);
create unique index loan_feed_item_cursor on loan_feed_item (bureau_id, lender, cursor) where cursor is not null;
create index loan_feed_item_open on loan_feed_item (bureau_id, feed_id, state) where state in ('WAITING', 'READY');
create index loan_feed_item_made on loan_feed_item (bureau_id, made_at);
create unique index loan_feed_item_attempt on loan_feed_item (bureau_id, attempt) where attempt is not null;

-- The newest cursor of each lender.
create table loan_feed_cursor (
  bureau_id text   not null,
  lender    text   not null,
  last      bigint not null,
  primary key (bureau_id, lender)
);

-- Up to where the log was read for changes.
create table loan_change_position (
  bureau_id text   primary key,
  log_index bigint not null
);

do $$
declare
  name text;
begin
  foreach name in array array['loan_feed', 'loan_feed_item', 'loan_feed_cursor', 'loan_change_position'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;
