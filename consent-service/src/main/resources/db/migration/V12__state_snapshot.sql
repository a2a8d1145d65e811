-- Snapshots of the state that are whole: what each is bound to, and the key that its file is sealed with. A file without a
-- row here opens nowhere, so a database that was restored from a backup knows no file that was written after it.
create table state_snapshot (
  id          uuid        primary key,
  engine      text        not null,
  origin      text        not null,
  size        bigint      not null,
  root        bytea       not null,
  wrapped_key bytea       not null,
  written_at  timestamptz not null
);

grant select, insert, delete on state_snapshot to ${app-role};
