-- What a request for a consent has to tell by its kind: for sensitive data why it is needed and what it may do to the person (R20), for data
-- that go abroad to which country. Requests from before have none, and are of kinds that need none or cannot be agreed to.
alter table consent_request
  add column necessity text,
  add column impact    text,
  add column country   text;
