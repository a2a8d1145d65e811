-- What the log says of fees, so that months can be summed: a row for each release with a fee, and for each entry by which a fee
-- falls or stands again. No person is named. `move` is null where an entry has changed nothing of what is owed; it is remembered
-- because a later one may depend on it. `about` is the cause of a reversal, or what an acknowledgement has voided.
create table ledger_entry (
  bureau_id   text        not null,
  log_index   bigint      not null,
  entry       bytea       not null,
  recorded_at timestamptz not null,
  kind        text        not null check (kind in ('RELEASE', 'REVERSAL', 'VOIDING')),
  move        text        check (move in ('CHARGED', 'REPEATED', 'REVERSED', 'RESTORED')),
  lender      text        not null,
  release     uuid        not null,
  released_at timestamptz not null,
  about       uuid,
  product     text        not null,
  tariff      text        not null,
  line        text        not null,
  amount      bigint      not null,
  currency    text        not null,
  sources     text[]      not null,
  model_owner text,
  primary key (bureau_id, log_index)
);
create index ledger_entry_release on ledger_entry (bureau_id, release);
create index ledger_entry_of_lender on ledger_entry (bureau_id, lender, recorded_at, log_index);
create index ledger_entry_month on ledger_entry (bureau_id, recorded_at);

-- Whose release-1 an entry was, until the month is over in which a report can have been made of it.
create table source_release (
  bureau_id   text        not null,
  event_id    uuid        not null,
  platform    text        not null,
  recorded_at timestamptz not null,
  primary key (bureau_id, event_id)
);
create index source_release_age on source_release (bureau_id, recorded_at);

-- Up to where the log was read for the fees of a bureau, and the day before which every month is invoiced.
create table ledger_position (
  bureau_id text   primary key,
  log_index bigint not null,
  closed_to date
);

-- Invoices and settlements as the log has them; without log_index not (yet) logged, and not issued.
create table account_statement (
  bureau_id   text   not null,
  id          text   not null,
  kind        text   not null check (kind in ('INVOICE', 'SETTLEMENT')),
  party       text   not null,
  period_from date   not null,
  currency    text   not null,
  definition  text   not null,
  event_id    uuid   not null,
  log_index   bigint,
  primary key (bureau_id, id)
);
create unique index account_statement_month on account_statement (bureau_id, kind, party, period_from, currency);
create unique index account_statement_event on account_statement (bureau_id, event_id);

do $$
declare
  name text;
begin
  foreach name in array array['ledger_entry', 'source_release', 'ledger_position', 'account_statement'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;
