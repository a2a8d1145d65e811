-- The keys that decisions are signed with, sealed under a key of the Kms: a copy of this database signs nothing.
-- Retired keys stay, because what they have signed must still verify.
create table signing_key (
  kid         text        primary key,
  public_key  bytea       not null check (octet_length(public_key) = 32),
  wrapped_key bytea       not null,
  sealed_seed bytea       not null,
  created_at  timestamptz not null,
  retired_at  timestamptz
);

-- Of two replicas that start for the first time, one makes the key and the other one takes it.
create unique index signing_key_in_use on signing_key ((true)) where retired_at is null;

grant select, insert on signing_key to ${app-role};
