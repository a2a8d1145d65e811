-- Keyed digests of what a record's indexed fields say, by which its depositor finds it again: 128 bits each under a key
-- derived from the record's own data key. Read through record_by_subject, so they need no index of their own. Records from
-- before this column have none.
alter table record add column lookups uuid[];
