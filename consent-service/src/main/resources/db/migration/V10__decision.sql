-- Decisions as they were signed, so that they can be explained to those whom they concern. Nothing decides by this table:
-- it can be lost without harm to any proof, since the log has every decision that mattered.
create table decision (
  id         text        primary key,
  subject    text,
  caller     text        not null,
  from_party text        not null,
  to_party   text,
  jws        text        not null,
  decided_at timestamptz not null
);

create index decision_age on decision (decided_at);

grant select, insert, delete on decision to ${app-role};
