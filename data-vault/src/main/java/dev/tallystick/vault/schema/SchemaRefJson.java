package dev.tallystick.vault.schema;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A schema, without its text. */
@Schema(name = "ContentSchemaRef")
record SchemaRefJson(
    @Schema(description = "GENERIC stands for categories that have none of their own.")
        String category,
    int version,
    String title,
    @Schema(description = "Whether a line that names no version is judged by it.") boolean newest,
    @Schema(description = "Where its text is.") String path) {
  static SchemaRefJson of(ContentSchema schema, boolean newest) {
    return new SchemaRefJson(
        schema.category(),
        schema.version(),
        schema.title(),
        newest,
        "/v1/schemas/" + schema.category() + "/" + schema.version());
  }
}
