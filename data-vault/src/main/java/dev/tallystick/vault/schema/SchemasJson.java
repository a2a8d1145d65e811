package dev.tallystick.vault.schema;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The list of schemas. */
@Schema(name = "ContentSchemas")
record SchemasJson(List<SchemaRefJson> schemas) {}
