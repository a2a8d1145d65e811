-- Who leaves releases without a receipt. How far the log was under a quorum at what time, to the minute: an acknowledgement is
-- awaited from then on. The first mark is where the watch begins: what is before it counts for nobody.
create table receipt_mark (
  at_millis bigint primary key,
  tree_size bigint not null check (tree_size >= 0)
);
insert into receipt_mark select 0, tree_size from log_state;

-- What has been said about it already, so that a restart does not say it again.
create table receipt_watch (
  only_row   boolean primary key default true check (only_row),
  told_below bigint not null check (told_below >= 0)
);
insert into receipt_watch (told_below) select coalesce(max(tree_size), 0) from log_state;

-- Suspensions that have not been followed by a look without cause, and the alarm that began each.
create table receipt_suspension (
  party        text   primary key,
  until_millis bigint not null,
  anomaly      text   not null,
  raised       uuid   not null
);

grant select, insert, delete on receipt_mark to ${app-role};
grant select, update on receipt_watch to ${app-role};
grant select, insert, update, delete on receipt_suspension to ${app-role};
