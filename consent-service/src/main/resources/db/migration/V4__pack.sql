-- Rule packs that were not shipped with the release, byte for byte: the log names a pack by the hash of its bytes.
create table rule_pack (
  digest     text        primary key check (digest ~ '^[0-9a-f]{64}$'),
  name       text        not null,
  yaml       bytea       not null check (octet_length(yaml) <= 262144),
  created_at timestamptz not null
);

grant select, insert on rule_pack to ${app-role};
