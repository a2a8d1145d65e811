-- What parties ask persons to agree to. A request is answered by what the log says: a consent of the same kind between
-- the same sides given since, or a no. The texts are in notice.
create table consent_request (
  id          text        primary key,
  asked_by    text        not null,
  subject     text        not null,
  kind        text        not null,
  discloser   text,
  recipient   text        not null,
  purpose     text        not null,
  categories  text[]      not null,
  method      text        not null,
  retention   text        not null,
  valid_until timestamptz not null,
  use_limit   bigint,
  notice      text        not null references notice (id),
  as_of_size  bigint      not null,
  asked_at    timestamptz not null
);

create index consent_request_subject on consent_request (subject, asked_at);

grant select, insert on consent_request to ${app-role};
