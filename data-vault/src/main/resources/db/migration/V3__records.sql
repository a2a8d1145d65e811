-- A platform's chunk of records. RECEIVING -> STAGED -> SIGNED -> COMMITTED; its records are visible in the last state.
create table chunk (
  id              text        primary key,
  platform        text        not null,
  agreement       text        not null,
  idempotency_key text        not null,
  state           text        not null check (state in ('RECEIVING', 'STAGED', 'SIGNED', 'COMMITTED')),
  received_at     timestamptz not null,
  -- Keyed digest of the lines that are not prohibited, to tell a retry.
  fingerprint     bytea,
  count           integer,
  root            bytea,
  origin          text,
  -- Numbers by category and code, and the refused lines' numbers and codes; nothing of what they held.
  counts          text,
  refusals        text,
  sign_by         timestamptz,
  statement       text,
  event_id        uuid,
  unique (platform, idempotency_key)
);
create index chunk_open on chunk (state, sign_by) where state <> 'COMMITTED';
create unique index chunk_by_event on chunk (event_id);
grant select, insert, update, delete on chunk to ${app-role};

-- Records. `sealed` holds salt and content; it opens only for this row's id, category, person, source and key.
create table record (
  id          text    primary key,
  chunk       text    not null references chunk on delete cascade,
  line        integer not null,
  subject     text    not null,
  source      text    not null,
  retention   text    not null,
  category    text    not null,
  digest      bytea   not null check (octet_length(digest) = 32),
  expires_on  date,
  key_version integer not null,
  sealed      bytea   not null,
  unique (chunk, line)
);
create index record_by_subject on record (subject, source, category);
grant select, insert, update, delete on record to ${app-role};
