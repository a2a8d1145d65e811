-- Invented persons whose data nobody has a use for. `mark` is an HMAC of the token's label under the index's secret: whoever has the
-- table alone cannot tell who it is, and the token is kept nowhere.
create table honey_person (
  honey                text   primary key,
  mark                 bytea  not null unique check (octet_length(mark) = 32),
  ref                  text   not null,
  marked_by            text   not null,
  marked_millis        bigint not null,
  planted_until_millis bigint not null
);

-- Entries that the supervisor has caused after that.
create table honey_plant (
  event_id uuid primary key,
  honey    text not null references honey_person
);

-- Where data of such a person turned up and no release explains it: one row for a person, a party and a day. The id of the entry is
-- drawn with the row, so that it is logged once.
create table honey_sighting (
  honey      text    not null references honey_person,
  party      text    not null,
  day        date    not null,
  raised     uuid    not null unique,
  is_said    boolean not null,
  primary key (honey, party, day)
);

grant select, insert on honey_person to ${app-role};
grant select, insert on honey_plant to ${app-role};
grant select, insert, update on honey_sighting to ${app-role};
