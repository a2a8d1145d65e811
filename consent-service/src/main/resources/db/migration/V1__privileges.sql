-- The app role works on rows, the owner role on the schema. What the app role may do with a table, the migration
-- that makes the table grants: nothing is granted by default.
revoke create on schema public from public;
grant usage on schema public to ${app-role};
