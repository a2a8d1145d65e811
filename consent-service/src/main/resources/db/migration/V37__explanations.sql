-- What parties have signed for persons who asked why: sealed, and forgotten when the person has everything erased.
create table right_explanation (
  id      text        primary key,
  subject text        not null,
  sealed  bytea       not null,
  kept_at timestamptz not null
);
create index right_explanation_subject on right_explanation (subject);
create index right_explanation_kept_at on right_explanation (kept_at);

grant select, insert, delete on right_explanation to ${app-role};
