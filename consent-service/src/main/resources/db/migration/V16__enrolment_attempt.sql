-- How often a party has tried an enrolment code since an instant. The codes themselves are nowhere: the log has their hashes.
create table enrolment_attempt (
  party    text        primary key,
  began_at timestamptz not null,
  attempts integer     not null
);

grant select, insert, update, delete on enrolment_attempt to ${app-role};
