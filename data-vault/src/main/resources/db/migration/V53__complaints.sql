-- Complaints of persons about parties, to an authority: FILED -> ACCEPTED -> ANSWERED, or WITHDRAWN by an erasure. What was
-- written is sealed under the person's own key.
create table complaint (
  id             text        primary key,
  subject        text        not null,
  authority      text        not null,
  against        text        not null,
  state          text        not null check (state in ('FILED', 'ACCEPTED', 'ANSWERED', 'WITHDRAWN')),
  filed_at       timestamptz not null,
  filed_event    uuid        not null,
  accept_by      date        not null,
  accepted_at    timestamptz,
  accepted_event uuid,
  due_on         date,
  missed         boolean     not null default false,
  replied_at     timestamptz,
  outcome        text check (outcome in ('PARTLY_UPHELD', 'REJECTED', 'UPHELD')),
  answered_at    timestamptz,
  late           boolean,
  key_version    integer,
  sealed         bytea,
  check ((accepted_at is null) = (due_on is null) and (accepted_at is null) = (accepted_event is null)),
  check ((state = 'ANSWERED') = (answered_at is not null) and (answered_at is null) = (outcome is null)
    and (answered_at is null) = (late is null)),
  check (state <> 'ACCEPTED' or accepted_at is not null),
  check (state <> 'WITHDRAWN' or sealed is null)
);
create index complaint_by_subject on complaint (subject);
create index complaint_by_authority on complaint (authority, state, id);
create index complaint_by_against on complaint (against, state, id);
create index complaint_to_accept on complaint (accept_by) where state = 'FILED';
create index complaint_to_answer on complaint (due_on) where state = 'ACCEPTED' and not missed;
grant select, insert, update, delete on complaint to ${app-role};
