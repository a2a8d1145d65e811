-- The party's own list in the log, as far as it was proved. What an entry says is forgotten once it was taken.
create table listed_entry (
  list_index  bigint      primary key,
  log_index   bigint      not null unique,
  type        text        not null,
  event       text,
  recorded_at timestamptz not null,
  body        text,
  is_taken    boolean     not null default false
);
create index listed_entry_untaken on listed_entry (list_index) where not is_taken;
grant select, insert, update, delete on listed_entry to ${app-role};

-- Up to where the list was proved: the newest page without its entries, which the next answer has to extend. The page is empty, and
-- no time is known, of a list that was never proved.
create table list_state (
  id         integer     primary key check (id = 1),
  page       bytea       not null,
  count      bigint      not null,
  covered    bigint      not null,
  checked_at timestamptz,
  finding    text
);
grant select, insert, update on list_state to ${app-role};

-- Every release that the list has, bought or sold.
create table listed_release (
  list_index        bigint      primary key,
  log_index         bigint      not null unique,
  event             text        unique,
  recorded_at       timestamptz not null,
  step              text        not null,
  seller            text        not null,
  buyer             text        not null,
  product           text,
  inquiry           text,
  amount            bigint,
  currency          text,
  tariff            text,
  tariff_line       text,
  acknowledged_at   bigint,
  undelivered_at    bigint,
  reversed_at       bigint,
  destroyed_at      bigint
);
create index listed_release_orphan on listed_release (log_index) where acknowledged_at is null and undelivered_at is null;
create index listed_release_inquiry on listed_release (inquiry) where inquiry is not null;
grant select, insert, update on listed_release to ${app-role};

-- The purchase ledger of another of the party's systems, to be compared: the newest line for a purchase counts.
create table imported_purchase (
  purchase    text        primary key,
  seller      text        not null,
  amount      bigint      not null,
  currency    text        not null,
  bought_on   date        not null,
  imported_at timestamptz not null
);
grant select, insert, update, delete on imported_purchase to ${app-role};

-- What the party was told to do about data that it has got, and its answers.
create table notice_due (
  id             text        primary key,
  kind           text        not null check (kind in ('STOP', 'CHANGE', 'OBJECTION', 'COMPLAINT')),
  source         text        not null,
  sender         text        not null,
  change         text,
  subject        text        not null,
  releases       text        not null,
  records        text        not null,
  due_on         date        not null,
  told_at        timestamptz not null,
  told_event     text        not null,
  told_index     bigint      not null,
  state          text        not null check (state in ('OPEN', 'ANSWERING', 'ANSWERED')),
  answer         text,
  reason         text,
  corrections    text,
  signature      text,
  clerk          text,
  answered_at    timestamptz,
  answered_index bigint,
  next_try_at    timestamptz,
  attempts       integer     not null default 0,
  problem_code   text
);
create index notice_due_open on notice_due (due_on, id) where state <> 'ANSWERED';
create index notice_due_subject on notice_due (subject);
create index notice_due_try on notice_due (next_try_at) where next_try_at is not null;
grant select, insert, update on notice_due to ${app-role};
