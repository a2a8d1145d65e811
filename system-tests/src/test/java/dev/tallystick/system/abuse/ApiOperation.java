package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * One operation of a service, as its committed description has it.
 *
 * @param service such as {@code data-vault}
 * @param base the running service's address
 * @param path with its parameters in braces
 * @param description the operation's own part of the document
 * @param document the whole document, which the operation refers to
 */
public record ApiOperation(
    String service,
    String base,
    String method,
    String path,
    JsonNode description,
    JsonNode document) {

  /** What it is called in reports. */
  public String name() {
    return service + " " + method + " " + path;
  }

  /** Who may call it; empty for everybody. */
  Set<String> roles() {
    Set<String> roles = new TreeSet<>();
    description
        .path("security")
        .forEach(
            requirement ->
                requirement.forEach(names -> names.forEach(role -> roles.add(role.asText()))));
    return roles;
  }

  boolean isPublic() {
    return description.path("security").isEmpty();
  }

  /** Whether it is marked to add nothing, though it is no GET: no token stands in an address. */
  boolean onlyReads() {
    return description.path("x-only-reads").asBoolean();
  }

  boolean hasBody() {
    return description.has("requestBody");
  }

  /** The media types that its body may have. */
  List<String> bodyTypes() {
    List<String> types = new ArrayList<>();
    content().fieldNames().forEachRemaining(types::add);
    return types;
  }

  /** The media type of its body, JSON if it may be that. */
  String bodyType() {
    List<String> types = bodyTypes();
    return types.contains("application/json") ? "application/json" : types.get(0);
  }

  boolean needsBody() {
    return resolve(description.path("requestBody")).path("required").asBoolean();
  }

  /** The schema of its body. */
  JsonNode bodySchema() {
    return resolve(content().path(bodyType()).path("schema"));
  }

  private JsonNode content() {
    return resolve(description.path("requestBody")).path("content");
  }

  /** The names of its parameters in {@code path}, {@code query} or {@code header}. */
  List<String> parameters(String in) {
    return parameters(in, any -> true);
  }

  /** Whether a request without this header is refused. */
  boolean requiresHeader(String name) {
    return parameters("header", each -> each.path("required").asBoolean()).contains(name);
  }

  private List<String> parameters(String in, Predicate<JsonNode> wanted) {
    List<String> names = new ArrayList<>();
    description
        .path("parameters")
        .forEach(
            each -> {
              JsonNode parameter = resolve(each);
              if (parameter.path("in").asText().equals(in) && wanted.test(parameter)) {
                names.add(parameter.path("name").asText());
              }
            });
    return names;
  }

  /** What a reference stands for. */
  JsonNode resolve(JsonNode node) {
    JsonNode found = node;
    while (found.has("$ref")) {
      found = document.at(found.get("$ref").asText().substring(1));
    }
    return found;
  }

  @Override
  public String toString() {
    return name();
  }
}
