-- The key that identifiers are authenticated with, wrapped by the Kms. Without it nobody's token is found again.
create table identifier_key (
  id         smallint    primary key check (id = 1),
  wrapped    bytea       not null,
  created_at timestamptz not null
);
grant select, insert on identifier_key to ${app-role};

-- Whose token is whose: HMAC(key, scheme || 0x00 || number) -> token. Several identifiers may have one token.
create table identifier (
  digest     bytea       primary key check (octet_length(digest) = 32),
  subject    text        not null,
  created_at timestamptz not null
);
create index identifier_by_subject on identifier (subject);
grant select, insert, update, delete on identifier to ${app-role};

-- How many identifiers a party has had resolved, by minute.
create table resolve_count (
  party  text        not null,
  minute timestamptz not null,
  count  integer     not null,
  primary key (party, minute)
);
grant select, insert, update, delete on resolve_count to ${app-role};

-- The data keys of people, wrapped. Deleting the rows of a person shreds everything that is kept about them.
create table data_key (
  subject    text        not null,
  source     text        not null,
  retention  text        not null,
  version    integer     not null,
  wrapped    bytea       not null,
  commitment bytea       not null check (octet_length(commitment) = 32),
  created_at timestamptz not null,
  primary key (subject, source, retention, version)
);
grant select, insert, update, delete on data_key to ${app-role};

-- Signed statements that were taken, until they have ended.
create table statement_seen (
  issuer text        not null,
  jti    text        not null,
  until  timestamptz not null,
  primary key (issuer, jti)
);
create index statement_seen_until on statement_seen (until);
grant select, insert, update, delete on statement_seen to ${app-role};
