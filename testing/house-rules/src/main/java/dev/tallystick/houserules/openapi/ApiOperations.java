package dev.tallystick.houserules.openapi;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.openapi.api.SmallRyeOpenAPI;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;
import org.eclipse.microprofile.openapi.models.security.SecurityRequirement;
import org.jspecify.annotations.Nullable;

/** Reads the operations of a document, of the code's as of one that was written by hand. */
final class ApiOperations {
  /** On an operation that adds nothing, though it is no GET: it counts as a read. */
  static final String ONLY_READS = "x-only-reads";

  private ApiOperations() {}

  /** A body by its media type; without a schema when nothing more is known of it. */
  record Body(String type, @Nullable Schema schema) {}

  /** The document in YAML. */
  static OpenAPI document(String yaml) {
    return SmallRyeOpenAPI.builder()
        .withConfig(new SmallRyeConfigBuilder().build())
        .enableModelReader(false)
        .enableStandardStaticFiles(false)
        .withCustomStaticFile(() -> new ByteArrayInputStream(yaml.getBytes(UTF_8)))
        .enableAnnotationScan(false)
        .enableStandardFilter(false)
        .build()
        .model();
  }

  /** By name, such as {@code GET /v1/parties}. */
  static Map<String, Operation> of(OpenAPI document) {
    Map<String, Operation> operations = new TreeMap<>();
    if (document.getPaths() != null && document.getPaths().getPathItems() != null) {
      document
          .getPaths()
          .getPathItems()
          .forEach((path, item) -> operations.putAll(ofPath(path, item)));
    }
    return operations;
  }

  private static Map<String, Operation> ofPath(String path, PathItem item) {
    Map<String, Operation> operations = new TreeMap<>();
    List<Parameter> shared = item.getParameters() == null ? List.of() : item.getParameters();
    item.getOperations()
        .forEach(
            (method, operation) -> {
              shared.forEach(operation::addParameter);
              operations.put(method + " " + path, operation);
            });
    return operations;
  }

  /** Whether each parameter is required, by place and name; names of headers in lower case. */
  static Map<String, Boolean> parameters(Operation operation) {
    Map<String, Boolean> parameters = new TreeMap<>();
    if (operation.getParameters() != null) {
      for (Parameter parameter : operation.getParameters()) {
        String name = "%s %s".formatted(parameter.getIn(), parameter.getName());
        parameters.put(
            parameter.getIn() == Parameter.In.HEADER ? name.toLowerCase(Locale.ROOT) : name,
            Boolean.TRUE.equals(parameter.getRequired()));
      }
    }
    return parameters;
  }

  /** The roles that it lets in; none when it lets everybody in. */
  static Set<String> roles(Operation operation) {
    Set<String> roles = new TreeSet<>();
    if (operation.getSecurity() != null) {
      for (SecurityRequirement requirement : operation.getSecurity()) {
        requirement.getSchemes().values().forEach(roles::addAll);
      }
    }
    return roles;
  }

  /** Whether it is marked to add nothing. */
  static boolean onlyReads(Operation operation) {
    return operation.getExtensions() != null
        && String.valueOf(operation.getExtensions().get(ONLY_READS)).equals("true");
  }

  /** Whether it describes the answer of this status, or {@code default}. */
  static boolean hasAnswer(Operation operation, String status) {
    APIResponses responses = operation.getResponses();
    return responses != null && responses.hasAPIResponse(status);
  }

  /** The bodies of its successes. */
  static List<Body> answers(Operation operation) {
    APIResponses responses = operation.getResponses();
    return responses == null || responses.getAPIResponses() == null
        ? List.of()
        : responses.getAPIResponses().entrySet().stream()
            .filter(response -> response.getKey().startsWith("2"))
            .flatMap(response -> bodies(response.getValue().getContent()).stream())
            .toList();
  }

  /** A body for each media type. */
  static List<Body> bodies(@Nullable Content content) {
    return content == null || content.getMediaTypes() == null
        ? List.of()
        : content.getMediaTypes().entrySet().stream()
            .map(body -> new Body(mediaType(body.getKey()), body.getValue().getSchema()))
            .toList();
  }

  /** Without parameters; JSON where a method says nothing, as the framework has it. */
  private static String mediaType(String name) {
    String type = name.replaceFirst(";.*", "").strip();
    return type.equals("*/*") ? "application/json" : type;
  }
}
