-- The newest checkpoint that a quorum of witnesses has cosigned, for all replicas: one row, which only moves forward.
-- It is a public text; the policy judges it anew whenever it is read.
create table witnessed_checkpoint (
  only_row   boolean primary key default true check (only_row),
  tree_size  bigint not null check (tree_size > 0),
  at_seconds bigint not null,
  note       text   not null
);
grant select, insert, update on witnessed_checkpoint to ${app-role};
