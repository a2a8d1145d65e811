-- Missing receipts of a recipient of whom the log refuses to hear: they are told when it no longer does. Others are told meanwhile.
create table untold_receipt (
  recipient text   primary key,
  from_idx  bigint not null,
  to_idx    bigint not null,
  check (from_idx < to_idx)
);
grant select, insert, update, delete on untold_receipt to ${app-role};
