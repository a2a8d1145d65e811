-- Who has said whether next of kin may act for them when they no longer can (R49). Not in the log: no event type tells
-- it, and nothing that decides about data reads it.
create table kin_wish (
  subject     text        primary key,
  kin_may_act boolean     not null,
  since       timestamptz not null
);

grant select, insert, update on kin_wish to ${app-role};
