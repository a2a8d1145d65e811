package dev.tallystick.rules.pack;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The JSON Schema of packs, for their authors. It has the form only; {@link Pack#parse} is stricter
 * and decides.
 */
public final class PackSchema {
  private static final String NAME = "/dev/tallystick/rules/pack.schema.json";

  private PackSchema() {}

  /** The schema as JSON, draft 2020-12. */
  public static String text() {
    try (InputStream in = PackSchema.class.getResourceAsStream(NAME)) {
      if (in == null) {
        throw new IllegalStateException("the schema of packs is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
