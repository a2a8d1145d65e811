-- What platforms claim about two tokens, and what became of it. A link is a claim that was confirmed and is in the log. The row goes
-- with either person.
create table link_claim (
  id           text        primary key,
  platform     text        not null,
  -- The token of the platform's customer number, and the other one.
  customer     text        not null references subject (token) on delete cascade,
  other        text        not null references subject (token) on delete cascade,
  other_scheme text        not null check (other_scheme in ('ID_CARD', 'PHONE')),
  method       text        not null,
  evidence     bytea       not null check (octet_length(evidence) = 32),
  state        text        not null check (state in ('OPEN', 'LINKING', 'LINKED', 'DISPUTED', 'UNLINKED')),
  claimed_at   timestamptz not null,
  customer_event uuid      not null,
  other_event  uuid        not null,
  link_event   uuid        unique,
  check ((link_event is null) = (state in ('OPEN', 'DISPUTED')))
);
create index link_claim_by_customer on link_claim (customer, other);
create index link_claim_by_other on link_claim (other);
create unique index link_claim_one_open on link_claim (platform, customer, other) where state in ('OPEN', 'LINKING', 'LINKED');
grant select, insert, update, delete on link_claim to ${app-role};

-- A release may hold records that are kept under other tokens of the person: `under` is the token that it was filed under.
alter table released_record add column under text;
alter table released_record drop constraint released_record_pkey;
alter table released_record add primary key (event_id, subject);

-- The other tokens whose records a release holds: it is emptied with any of them.
alter table release add column others varchar[] not null default '{}';
create index release_by_others on release using gin (others);
