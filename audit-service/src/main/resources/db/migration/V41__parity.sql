-- Up to where releases and refusals are counted for the parity report, from the log's beginning on.
create table parity_cursor (
  only_row boolean primary key default true check (only_row),
  next     bigint not null check (next >= 0)
);
insert into parity_cursor (next) values (0);

-- What one party holds of another, as it was recorded last. `pair` is both with a slash between them.
create table parity_share (
  pair         text    primary key,
  holder       text    not null,
  held         text    not null,
  basis_points integer not null check (basis_points between 0 and 10000)
);

-- How often a value was seen: prices, times, releases and refusals, by month (202612), bureau and the lender or platform on its other
-- side. No person, and no single case: sums stay when the bodies that they were counted from are erased.
create table parity_count (
  month    integer not null,
  bureau   text    not null,
  side     text    not null,
  party    text    not null,
  measure  text    not null,
  product  text    not null,
  line     text    not null,
  currency text    not null,
  value    bigint  not null,
  cases    bigint  not null check (cases > 0),
  primary key (month, bureau, side, party, measure, product, line, currency, value)
);

grant select, update on parity_cursor to ${app-role};
grant select, insert, update on parity_share to ${app-role};
grant select, insert, update on parity_count to ${app-role};
