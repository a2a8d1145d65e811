-- Up to where entries are counted for the public boards, from the log's beginning on.
create table board_cursor (
  only_row boolean primary key default true check (only_row),
  next     bigint not null check (next >= 0)
);
insert into board_cursor (next) values (0);

-- How often a value was seen, by month (202612): fees, times, sales, approvals and the like. No person, no lender and no single case: sums
-- stay when the bodies that they were counted from are erased.
create table board_count (
  month    integer not null,
  measure  text    not null,
  bureau   text    not null,
  product  text    not null,
  currency text    not null,
  value    bigint  not null,
  cases    bigint  not null check (cases > 0),
  primary key (month, measure, bureau, product, currency, value)
);

-- The first three lenders with a case of each kind: a figure is shown if there are three, and how many more there are is of no use.
create table board_lender (
  month   integer not null,
  measure text    not null,
  bureau  text    not null,
  product text    not null,
  lender  text    not null,
  primary key (month, measure, bureau, product, lender)
);

-- How many reports each bureau sold on a UTC day.
create table board_day (
  day    date   not null,
  bureau text   not null,
  sold   bigint not null check (sold > 0),
  primary key (day, bureau)
);
create index board_day_of_bureau on board_day (bureau, day);

grant select, update on board_cursor to ${app-role};
grant select, insert, update on board_count to ${app-role};
grant select, insert on board_lender to ${app-role};
grant select, insert, update on board_day to ${app-role};
