-- Consents that persons were asked for. Who is meant is sealed and forgotten when the vault has told the token.
create table consent_ask (
  id           text        primary key,
  state        text        not null check (state in ('QUEUED', 'ASKED', 'GIVEN', 'REFUSED', 'LAPSED', 'FAILED')),
  created_at   timestamptz not null,
  next_try_at  timestamptz,
  attempts     integer     not null default 0,
  clerk        text,
  bureau       text        not null,
  kind         text        not null,
  purpose      text        not null,
  categories   text        not null,
  method       text        not null,
  retention    text        not null,
  valid_until  timestamptz not null,
  use_limit    bigint,
  notice_text  text        not null,
  language     text        not null,
  contact      text,
  rights_route text,
  notice_key   text        not null,
  ask_key      text        not null,
  person       bytea,
  subject      text,
  notice       text,
  request      text,
  consent      text,
  problem_code text,
  problem      text
);
create index consent_ask_due on consent_ask (next_try_at) where next_try_at is not null;
create index consent_ask_asked on consent_ask (subject) where state in ('QUEUED', 'ASKED');
grant select, insert, update on consent_ask to ${app-role};

-- Reports from the order to their destruction. The row is the journal and the outbox: what is sent stands here before it is
-- sent. The statement names a person by token; identifier, report and evidence are sealed.
create table report_order (
  id                text        primary key,
  state             text        not null check (state in ('QUEUED', 'SIGNED', 'OPENED', 'ACKNOWLEDGED', 'DESTROYING', 'DESTROYED',
                                                          'REFUSED', 'EXPIRED', 'FLAWED')),
  created_at        timestamptz not null,
  deadline          timestamptz not null,
  next_try_at       timestamptz,
  attempts          integer     not null default 0,
  clerk             text,
  bureau            text        not null,
  product           text        not null,
  purpose           text        not null,
  object_kind       text,
  object_ref        text,
  categories        text        not null,
  retention         text        not null,
  consent           text,
  consent_ask       text        references consent_ask (id),
  person            bytea,
  subject           text,
  inquiry           text,
  request           text,
  request_key       text,
  signed_at         timestamptz,
  times_signed      integer     not null default 0,
  lapsed            text        not null default '',
  -- What was handed over and could not be opened at once, sealed; it is not asked for again.
  delivery          bytea,
  release           text,
  event             text        unique,
  log_index         bigint,
  entry             bytea,
  payload_digest    bytea,
  amount            bigint,
  currency          text,
  tariff            text,
  tariff_line       text,
  dedup_of          text,
  is_price_published boolean,
  omitted           text,
  evidence          bytea,
  report            bytea,
  changed           text        not null default '',
  opened_at         timestamptz,
  -- When the buyer's half is tried next; nothing once the log has it, whatever became of the report.
  acknowledge_at    timestamptz,
  acknowledged_at   timestamptz,
  acknowledgement   text,
  destroy_at        timestamptz,
  destroyed_at      timestamptz,
  destroy_reason    text,
  certificate       text,
  certificate_key   text,
  destruction       text,
  decision          text,
  decided_by        text,
  decided_at        timestamptz,
  problem_code      text,
  problem_rule      text,
  problem_event     text,
  problem           text,
  -- A report is there only while the order may show it.
  check (report is null or state in ('OPENED', 'ACKNOWLEDGED'))
);
create index report_order_due on report_order (next_try_at) where next_try_at is not null;
create index report_order_half on report_order (acknowledge_at) where acknowledge_at is not null;
create index report_order_waiting on report_order (id) where state in ('QUEUED', 'SIGNED');
create index report_order_destroy on report_order (destroy_at) where state in ('OPENED', 'ACKNOWLEDGED');
create index report_order_page on report_order (created_at, id);
create index report_order_inquiry on report_order (inquiry) where inquiry is not null;
create index report_order_price on report_order (created_at) where is_price_published is null and amount is not null;
create index report_order_subject on report_order (subject) where subject is not null;
grant select, insert, update on report_order to ${app-role};
