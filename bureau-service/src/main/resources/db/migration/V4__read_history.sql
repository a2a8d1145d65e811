-- The service reads at its start whether the schema is its own; it changes nothing of it.
grant select on flyway_schema_history to ${app-role};
