-- What tells a record that is here already: 128 bits of a keyed digest over person, source and content. Rows from before
-- this column have none.
alter table record add column fingerprint uuid;
create unique index record_by_fingerprint on record (fingerprint);

-- A long import is many chunks under one key; each begins at a line of the platform's file, counted from 0.
alter table chunk add column first_line bigint not null default 0 check (first_line >= 0);
alter table chunk add column lines integer;
alter table chunk drop constraint chunk_platform_idempotency_key_key;
alter table chunk add constraint chunk_of_import unique (platform, idempotency_key, first_line);
