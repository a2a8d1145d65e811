-- How far the log has been looked at for sealed entries, from its beginning on.
create table seal_cursor (
  only_row boolean primary key default true check (only_row),
  next     bigint not null check (next >= 0)
);
insert into seal_cursor (next) values (0);

-- Entries that an authority has kept from their person for a term (lawful secrecy). Made from the log: no person stands here, and
-- nothing of what was read. `opened_idx` is the place of the `entry.unsealed`; a row without one is closed.
create table sealed_entry (
  event_id       uuid   primary key,
  idx            bigint not null,
  authority      text   not null,
  open_by_millis bigint not null,
  opened_idx     bigint,
  reason         text check ((reason is null) = (opened_idx is null))
);
create unique index sealed_entry_at on sealed_entry (idx);
create index sealed_entry_due on sealed_entry (open_by_millis, idx) where opened_idx is null;
create index sealed_entry_of on sealed_entry (authority);

grant select, update on seal_cursor to ${app-role};
grant select, insert, update on sealed_entry to ${app-role};
