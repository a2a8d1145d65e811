-- DPoP proofs of the last minute, by SHA-256 over the key's thumbprint and the proof's jti, so that a proof is used once on all
-- replicas together. Who sent it is not kept.
create table dpop_proof (
  id         bytea       primary key check (octet_length(id) = 32),
  expires_at timestamptz not null
);
create index dpop_proof_age on dpop_proof (expires_at);

grant select, insert, update, delete on dpop_proof to ${app-role};
