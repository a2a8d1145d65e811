package dev.tallystick.houserules;

import static io.restassured.RestAssured.given;

import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The description of the API as the running service serves it. */
public final class ServedApi {
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "patch", "head");

  private final RealmTokens tokens;

  /** What the service that these tokens mean serves. */
  public ServedApi(RealmTokens tokens) {
    this.tokens = tokens;
  }

  /** One method on one path, with what its description says of callers and of the body. */
  public record Operation(String method, String path, Map<String, ?> description) {
    /** Method and path. */
    public String name() {
      return method + " " + path;
    }

    /** The roles that the description names; none for a public operation. */
    public Set<String> roles() {
      Set<String> roles = new TreeSet<>();
      for (Map<String, List<String>> requirement : requirements()) {
        requirement.values().forEach(roles::addAll);
      }
      return roles;
    }

    /** Whether it asks for no token. */
    public boolean isPublic() {
      return requirements().isEmpty();
    }

    /** The media type that a request's body is described with, or JSON. */
    public String bodyType() {
      return member(member(description, "requestBody"), "content").keySet().stream()
          .sorted()
          .findFirst()
          .orElse("application/json");
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, List<String>>> requirements() {
      Object security = description.get("security");
      return security == null ? List.of() : (List<Map<String, List<String>>>) security;
    }
  }

  /** The document as YAML. */
  public String yaml() {
    return document("application/yaml");
  }

  /** The schemas that the operations refer to, by name. */
  Map<String, ?> schemas() {
    Map<String, ?> schemas =
        JsonPath.from(document("application/json")).getMap("components.schemas");
    return schemas == null ? Map.of() : schemas;
  }

  /** Every operation of the document. */
  public List<Operation> operations() {
    Map<String, Map<String, Map<String, ?>>> paths =
        JsonPath.from(document("application/json")).getMap("paths");
    List<Operation> operations = new ArrayList<>();
    if (paths == null) {
      return operations;
    }
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, description) -> {
                  if (METHODS.contains(method)) {
                    operations.add(
                        new Operation(method.toUpperCase(Locale.ROOT), path, description));
                  }
                }));
    return operations;
  }

  @SuppressWarnings("unchecked")
  static Map<String, ?> member(Map<String, ?> object, String name) {
    Object value = object.get(name);
    return value == null ? Map.of() : (Map<String, ?>) value;
  }

  private String document(String mediaType) {
    return given()
        .auth()
        .oauth2(tokens.withRoles("operator"))
        .accept(mediaType)
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }
}
