-- How many joint loans a lender opened with each partner, by month (202612). Only what has ten is told; no person.
create table board_joint (
  month   integer not null,
  lender  text    not null,
  partner text    not null,
  loans   bigint  not null check (loans > 0),
  primary key (month, lender, partner)
);

grant select, insert, update on board_joint to ${app-role};
