-- Wrapping a key anew changes no indexed column, and its page has room for the new row: so no index is touched.
alter table data_key set (fillfactor = 70);
drop index data_key_by_kek;
create index data_key_by_kek on data_key (kek, subject, source, retention, version);
