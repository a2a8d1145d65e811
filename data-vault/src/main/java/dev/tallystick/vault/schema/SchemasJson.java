package dev.tallystick.vault.schema;

import java.util.List;

/** The list of schemas. */
record SchemasJson(List<SchemaRefJson> schemas) {}
