-- What a person reads who has asked why something was decided: sealed, like reports.
alter table notice_due add column explanation bytea;
