package dev.tallystick.problem;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The query parameters of each operation, as the service's own OpenAPI document describes them. */
@Singleton
final class DescribedParameters {
  /** Where Quarkus puts the document that a service serves, in a native image too. */
  private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

  private volatile @Nullable Map<String, Set<String>> operations;

  DescribedParameters() {}

  /**
   * The names of an operation's query parameters; nothing if it is not described.
   *
   * @param method such as {@code GET}
   * @param template the path with its parameters in braces
   */
  Optional<Set<String>> of(String method, String template) {
    Map<String, Set<String>> known = operations;
    if (known == null) {
      known = read();
      operations = known;
    }
    return Optional.ofNullable(known.get(key(method, template)));
  }

  /** Without the patterns of parameters, whose names differ in nothing but the description. */
  private static String key(String method, String template) {
    String path = template.replaceAll("\\{[^}]*}", "{}").replaceAll("/+", "/");
    return method.toUpperCase(Locale.ROOT)
        + " "
        + (path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private static Map<String, Set<String>> read() {
    try (InputStream document =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
      return document == null ? Map.of() : operations(new ObjectMapper().readTree(document));
    } catch (IOException e) {
      throw new UncheckedIOException("the description of the API cannot be read", e);
    }
  }

  private static Map<String, Set<String>> operations(JsonNode document) {
    Map<String, Set<String>> operations = new HashMap<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      Set<String> shared = queries(document, path.getValue().path("parameters"));
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        Set<String> names = queries(document, operation.getValue().path("parameters"));
        names.addAll(shared);
        operations.put(key(operation.getKey(), path.getKey()), names);
      }
    }
    return operations;
  }

  private static Set<String> queries(JsonNode document, JsonNode parameters) {
    Set<String> names = new HashSet<>();
    for (JsonNode each : parameters) {
      String reference = each.path("$ref").asText();
      JsonNode parameter = reference.isEmpty() ? each : document.at(reference.substring(1));
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }
}
