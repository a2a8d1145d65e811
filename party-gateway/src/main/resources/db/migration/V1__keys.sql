-- At its start the gateway asks, by the app role, whether the schema is its own.
grant select on flyway_schema_history to ${app-role};

-- The app role works on rows, the owner role on the schema. What the app role may do with a table, the migration
-- that makes the table grants: nothing is granted by default.
revoke create on schema public from public;
grant usage on schema public to ${app-role};

-- The party's pairs, sealed under a key of the Kms.
create table gateway_key (
  signing_key   text        primary key,
  drawn_at      timestamptz not null,
  wrapped_key   bytea       not null,
  sealed_keys   bytea       not null,
  registered_at timestamptz,
  valid_to      timestamptz
);
grant select, insert, update on gateway_key to ${app-role};

-- By whose signatures the log is believed: one row, kept when the log was first met, unless a file says it.
create table log_trust (
  id      integer     primary key check (id = 1),
  policy  text        not null,
  kept_at timestamptz not null
);
grant select, insert on log_trust to ${app-role};
