-- Acts in the identity provider's console that the log has, or will have: each once, whatever number of replicas look.
-- The newest is where the next look begins.
create table console_act (
  id       text        primary key,
  acted_at timestamptz not null
);
create index console_act_age on console_act (acted_at);

grant select, insert, delete on console_act to ${app-role};
