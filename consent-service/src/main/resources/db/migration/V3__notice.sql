-- The texts that people are shown before they consent, exactly as they are shown. The log has their hash, so a text
-- that is changed here no longer fits. A notice belongs to a party, which may show it to anybody, or to one person.
create table notice (
  id            text        primary key,
  owner_party   text,
  owner_subject text,
  kind          text        not null,
  discloser     text,
  recipient     text        not null,
  purpose       text,
  categories    text[]      not null,
  method        text,
  retention     text,
  contact       text,
  rights_route  text,
  recipient_text text,
  language      text        not null,
  body          text        not null,
  highlighted   boolean     not null,
  text_hash     text        not null check (text_hash ~ '^[0-9a-f]{64}$'),
  created_at    timestamptz not null,
  check ((owner_party is null) <> (owner_subject is null))
);

grant select, insert on notice to ${app-role};
