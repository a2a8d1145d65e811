-- Who lends what of a joint loan: a party, and its basis points at the same place. Empty of a loan of one lender.
alter table loan
  add column share_parties text[]    not null default '{}',
  add column share_points  integer[] not null default '{}',
  add check (cardinality(share_parties) = cardinality(share_points));
