-- What records state is noted under each token of their person, by that token's key, so that sources under linked tokens are
-- compared. Until now there was one row a fact, by the key of the token that the record is kept under.
alter table record_fact add column token text;
delete from record_fact f using record r where r.id = f.record and r.subject is null;
update record_fact f set token = r.subject from record r where r.id = f.record;
alter table record_fact alter column token set not null;
