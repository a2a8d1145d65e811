-- What lenders have told of what became of their reports. No person is named in a decision, so its row stays: an inquiry is
-- decided once. `content` is SHA-256 of what was said, to know it again. Without log_index not (yet) logged.
create table credit_decision (
  bureau_id text   not null,
  report_id text   not null,
  lender    text   not null,
  inquiry   text   not null,
  content   bytea  not null,
  event_id  uuid   not null,
  log_index bigint,
  primary key (bureau_id, report_id)
);
create unique index credit_decision_inquiry on credit_decision (bureau_id, lender, inquiry);
create unique index credit_decision_event on credit_decision (bureau_id, event_id);

-- Loans that lenders have told a bureau of. The person's token is kept while the loan is open, for the entry that closes it. Without
-- opened_index not (yet) open, without closed_index not (yet) closed.
create table loan (
  bureau_id     text   not null,
  loan_id       text   not null,
  lender        text   not null,
  kind          text   not null check (kind in ('GUARANTEE', 'LINE', 'LOAN')),
  subject       text,
  consent       text   not null,
  opened_on     date   not null,
  releases      text[] not null,
  opened_event  uuid   not null,
  opened_index  bigint,
  closed_on     date,
  closed_reason text   check (closed_reason in ('CANCELLED', 'REPAID', 'TRANSFERRED', 'WRITTEN_OFF')),
  closed_event  uuid,
  closed_index  bigint,
  primary key (bureau_id, loan_id),
  check ((closed_on is null) = (closed_event is null) and (closed_reason is null) = (closed_event is null)),
  check ((subject is null) = (closed_index is not null))
);
create index loan_of_lender on loan (bureau_id, lender, loan_id);
create unique index loan_opened on loan (bureau_id, opened_event);
create unique index loan_closed on loan (bureau_id, closed_event) where closed_event is not null;

do $$
declare
  name text;
begin
  foreach name in array array['credit_decision', 'loan'] loop
    execute format('alter table %I enable row level security', name);
    execute format('alter table %I force row level security', name);
    execute format('create policy own_rows on %I using (bureau_id = current_setting(''tallystick.bureau'', true))',
      name);
    execute format('grant select, insert, update, delete on %I to ${app-role}', name);
  end loop;
end $$;
