package dev.tallystick.vault.schema;

/** A schema, without its text. */
record SchemaRefJson(String category, int version, String title, boolean newest, String path) {
  static SchemaRefJson of(ContentSchema schema, boolean newest) {
    return new SchemaRefJson(
        schema.category(),
        schema.version(),
        schema.title(),
        newest,
        "/v1/schemas/" + schema.category() + "/" + schema.version());
  }
}
