-- Acts that take two persons: what is proposed, and what became of it. What was proposed never changes, whoever writes;
-- a row that one account has both proposed and approved cannot be there.
create table approval (
  id             text        primary key,
  action         text        not null,
  what           text        not null,
  -- The act as canonical JSON; the digest is the one that the log names.
  act            text        not null,
  digest         text        not null check (digest ~ '^[0-9a-f]{64}$'),
  proposed_by    text        not null,
  party          text,
  proposed_event uuid        not null,
  proposed_at    timestamptz not null,
  not_before     timestamptz not null,
  expires_at     timestamptz not null,
  state          text        not null check (state in ('PROPOSED', 'APPROVED', 'REFUSED', 'DONE')),
  decided_by     text,
  decided_event  uuid,
  decided_at     timestamptz,
  -- Until when one process carries it out; free for another one after that.
  claimed_until  timestamptz,
  result         text,
  check (state = 'PROPOSED' or (decided_by is not null and decided_event is not null and decided_at is not null)),
  check (state not in ('APPROVED', 'DONE') or decided_by <> proposed_by)
);
create index approval_age on approval (proposed_at);

grant select, insert on approval to ${app-role};
grant update (state, decided_by, decided_event, decided_at, claimed_until, result) on approval to ${app-role};

-- How many privileged acts an account has done in a minute.
create table admin_act (
  account text        not null,
  minute  timestamptz not null,
  acts    integer     not null,
  primary key (account, minute)
);

grant select, insert, update, delete on admin_act to ${app-role};
