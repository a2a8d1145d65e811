package dev.tallystick.vault.schema;

/**
 * What is wrong with a record's fields; nothing that the record says.
 *
 * @param field where, such as {@code fields/spendBand}; only names that the schema has itself
 * @param rule the keyword of JSON Schema that is broken, such as {@code maximum}
 */
public record Flaw(String field, String rule) {}
