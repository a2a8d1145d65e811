-- How much each holder has used of a quota in a window of time. Holders are kept as hashes.
create table quota_count (
  quota    text        not null,
  holder   bytea       not null check (octet_length(holder) = 32),
  begun_at timestamptz not null,
  used     bigint      not null,
  primary key (holder, quota, begun_at)
);
create index quota_count_age on quota_count (begun_at);

grant select, insert, update, delete on quota_count to ${app-role};
