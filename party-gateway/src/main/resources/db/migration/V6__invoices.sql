-- What each entry of the party's proved list does to a fee: what invoices are summed again from. Of an entry that shows no body, or
-- one that cannot be read, only the day is known; the invoices of that month are not judged.
create table fee_entry (
  log_index   bigint      primary key,
  kind        text        not null check (kind in ('RELEASE', 'REVERSAL', 'VOIDING', 'UNREADABLE')),
  recorded_at timestamptz not null,
  day         date        not null,
  release     text,
  about       text,
  move        text        check (move in ('CHARGED', 'REPEATED', 'REVERSED', 'RESTORED')),
  seller      text,
  buyer       text,
  tariff      text,
  tariff_line text,
  amount      bigint,
  currency    text,
  check ((kind = 'UNREADABLE') = (release is null))
);
create index fee_entry_release on fee_entry (release, log_index);
create index fee_entry_billed on fee_entry (seller, buyer, currency, day) where move is not null;
create index fee_entry_unreadable on fee_entry (day) where kind = 'UNREADABLE';
grant select, insert on fee_entry to ${app-role};

-- Invoices between the party and another one, as the proved list has them.
create table listed_invoice (
  invoice     text        primary key,
  log_index   bigint      not null unique,
  recorded_at timestamptz not null,
  seller      text        not null,
  buyer       text        not null,
  period_from date        not null,
  period_to   date        not null,
  currency    text        not null,
  total       bigint      not null,
  entries     bigint      not null
);
create index listed_invoice_billed on listed_invoice (seller, buyer, currency, period_from);
grant select, insert on listed_invoice to ${app-role};
