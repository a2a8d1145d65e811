-- A person may ask the party for a right too. A refusal says where they can complain.
alter table notice_due drop constraint notice_due_kind_check;
alter table notice_due add constraint notice_due_kind_check check (kind in ('STOP', 'CHANGE', 'OBJECTION', 'COMPLAINT', 'RIGHT'));
alter table notice_due add column route text;
