-- A release keeps its receipt without what that opens: the parts stand in the sealed event, and are put to it when the same bytes are asked
-- for again. What was logged before this step cannot be had again after it, which was to be had for a minute anyway.
update release set sealed_event = null, sealed_payload = null where state in ('LOGGED', 'SENT', 'UNDELIVERED') and sealed_payload is not null;
alter table release
  drop column receipt_key_version,
  drop column sealed_receipt,
  add column receipt bytea;

-- Hardly any release holds records of other tokens, and each change of a row is one of its indexes too.
drop index release_by_others;
create index release_by_others on release using gin (others) where others <> '{}';

-- What is sealed does not get smaller: nobody need try to compress it.
alter table release alter column sealed_event set storage external, alter column sealed_payload set storage external;
alter table record alter column sealed set storage external;
alter table record_version alter column sealed set storage external;

-- Room for the changes that every row sees and that no index knows of.
alter table release_request set (fillfactor = 75);
alter table released_record set (fillfactor = 90);
