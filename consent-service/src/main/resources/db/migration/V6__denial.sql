-- Refusals of the last minute, by what makes two of them the same (the hash of caller, discloser, recipient, subject,
-- rule and label). The first one is an entry of its own; the others are counted here until one more entry says how many
-- there were. A row outlives a restart, so the count does too; it goes when the minute is closed.
create table denial (
  likeness    bytea       primary key check (octet_length(likeness) = 32),
  first_event uuid        not null unique,
  subject     text,
  data        text        not null,
  opened_at   timestamptz not null,
  first_index bigint,
  repeats     bigint      not null default 0
);

create index denial_opened on denial (opened_at);

grant select, insert, delete on denial to ${app-role};
grant update (first_index, repeats) on denial to ${app-role};
