-- What clerks have done on the pages, each once: who, what, about which ask, order, loan or notice, and of a look at a report also how, what
-- for and on which case (R52). A form that is sent twice brings the same key twice. Nothing of a person stands here.
create table desk_act (
  key     text        primary key,
  kind    text        not null,
  clerk   text        not null,
  about   text,
  manner  text,
  purpose text,
  ticket  text,
  done_at timestamptz not null
);
create index desk_act_about on desk_act (about, done_at);
grant select, insert, update, delete on desk_act to ${app-role};
