package dev.tallystick.vault.schema;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schemas that this service has been built with. A category without one, such as a pack may add
 * while the service runs, has the generic schema: names and plain values. Safe for threads.
 */
@Singleton
public final class ContentSchemas {
  /** Stands for every category that has no schema of its own. */
  static final String GENERIC = "GENERIC";

  private static final String LIST = "schemas.txt";

  private final Map<String, SortedMap<Integer, ContentSchema>> byCategory = new TreeMap<>();

  ContentSchemas() {
    for (String line : resource(LIST).lines().toList()) {
      int space = line.indexOf(' ');
      String category = line.substring(0, space);
      int version = Integer.parseInt(line, space + 1, line.length(), 10);
      byCategory
          .computeIfAbsent(category, any -> new TreeMap<>())
          .put(
              version,
              ContentSchema.parse(
                  category, version, resource(category + "-" + version + ".schema.json")));
    }
  }

  /** The schemas, for who needs them without the service. */
  public static ContentSchemas shipped() {
    return new ContentSchemas();
  }

  /** The newest schema of a category. */
  public ContentSchema newest(String category) {
    SortedMap<Integer, ContentSchema> versions = of(category);
    return Objects.requireNonNull(versions.get(versions.lastKey()));
  }

  /** One version of the schema of a category; nothing if there is no such version. */
  public Optional<ContentSchema> find(String category, long version) {
    return of(category).values().stream().filter(one -> one.version() == version).findFirst();
  }

  /** Whether some version of a category's schema has this field among its indexed ones. */
  public boolean isIndexed(String category, String field) {
    return of(category).values().stream().anyMatch(schema -> schema.indexed().contains(field));
  }

  /** All of them, by category and version. */
  List<ContentSchema> all() {
    return byCategory.values().stream().flatMap(versions -> versions.values().stream()).toList();
  }

  private SortedMap<Integer, ContentSchema> of(String category) {
    SortedMap<Integer, ContentSchema> own = byCategory.get(category);
    if (own != null) {
      return own;
    }
    return Optional.ofNullable(byCategory.get(GENERIC))
        .orElseThrow(() -> new IllegalStateException("there is no generic schema"));
  }

  private static String resource(String name) {
    try (InputStream in = ContentSchemas.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
