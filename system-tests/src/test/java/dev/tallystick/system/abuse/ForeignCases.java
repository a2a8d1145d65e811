package dev.tallystick.system.abuse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Ids of things that are another's, wherever an operation takes an id: in its path, in a query
 * parameter, and in each text of its body that has room for it.
 */
final class ForeignCases {
  /** Authorities and services act on what is others': that is what they are for. */
  private static final Set<String> ABOVE = Set.of("regulator", "operator", "service");

  private final Callers callers;
  private final List<String> othersIds;

  /**
   * Cases with these callers.
   *
   * @param othersIds ids of things that belong to none of the callers
   */
  ForeignCases(Callers callers, List<String> othersIds) {
    this.callers = callers;
    this.othersIds = othersIds;
  }

  List<AbuseCase> of(ApiOperation operation) {
    List<AbuseCase> cases = new ArrayList<>();
    for (String role : operation.roles()) {
      if (!ABOVE.contains(role)) {
        for (String id : othersIds) {
          path(cases, operation, role, id);
          queries(cases, operation, role, id);
          bodies(cases, operation, role, id);
        }
      }
    }
    return cases;
  }

  private void path(List<AbuseCase> cases, ApiOperation operation, String role, String id) {
    if (operation.parameters("path").isEmpty()) {
      return;
    }
    HttpRequest.Builder request = new Requests(operation).with(id);
    boolean isOpen = OpenToAll.reason(operation).isPresent();
    Expected expected = isOpen ? Expected.ANSWERED : Expected.REFUSED;
    cases.add(of(operation, role, id, "", request, expected));
  }

  /** A list may answer with what is the caller's own. */
  private void queries(List<AbuseCase> cases, ApiOperation operation, String role, String id) {
    for (String parameter : operation.parameters("query")) {
      HttpRequest.Builder request = new Requests(operation).query(parameter + "=" + id);
      cases.add(of(operation, role, id, " in " + parameter, request, Expected.ANSWERED));
    }
  }

  private void bodies(List<AbuseCase> cases, ApiOperation operation, String role, String id) {
    if (!operation.hasBody()
        || !operation.bodyType().equals("application/json")
        || !operation.parameters("path").isEmpty()) {
      return;
    }
    Map<String, String> places = places(operation, id);
    if (!places.isEmpty()) {
      cases.add(body(operation, role, id, " everywhere", places));
    }
    if (places.size() > 1) {
      places.forEach(
          (place, text) ->
              cases.add(body(operation, role, id, " in " + place, Map.of(place, text))));
    }
  }

  private AbuseCase body(
      ApiOperation operation, String role, String id, String where, Map<String, String> texts) {
    SampleJson sample =
        new SampleJson(operation, (place, schema) -> Optional.ofNullable(texts.get(place)));
    Requests requests = new Requests(operation);
    HttpRequest.Builder request = requests.body(requests.plain(), sample.body().toString());
    boolean mayDo = OpenToAll.reasonToName(operation).isPresent();
    Expected expected = mayDo ? Expected.ANSWERED : Expected.REFUSED;
    return of(operation, role, id, where, request, expected);
  }

  private AbuseCase of(
      ApiOperation operation,
      String role,
      String id,
      String where,
      HttpRequest.Builder request,
      Expected expected) {
    String name = "another tenant's " + kind(id) + where + " as " + role;
    HttpRequest called = Requests.as(request, callers.token(role, operation.service())).build();
    // What everybody may see shows others.
    Optional<String> foreign =
        OpenToAll.reason(operation).isPresent() ? Optional.empty() : Optional.of(id);
    return new AbuseCase(operation, name, called, expected, foreign);
  }

  /** The texts of the body that have room for the id, and what to put there. */
  private static Map<String, String> places(ApiOperation operation, String id) {
    Map<String, String> places = new TreeMap<>();
    JsonNode unused =
        new SampleJson(
                operation,
                (place, schema) -> {
                  fitting(schema, id).ifPresent(text -> places.put(place, text));
                  return Optional.empty();
                })
            .body();
    return places;
  }

  private static Optional<String> fitting(JsonNode schema, String id) {
    String pattern = schema.path("pattern").asText();
    if (pattern.isEmpty()) {
      boolean isOther = schema.has("format") && !schema.get("format").asText().equals("uuid");
      return isOther ? Optional.empty() : Optional.of(id);
    }
    return List.of(id, forged(id)).stream().filter(text -> text.matches(pattern)).findFirst();
  }

  /** A statement that names it, and that nobody has signed. */
  private static String forged(String id) {
    String claims = "{\"iss\":\"%1$s\",\"subject\":\"%1$s\",\"consent\":\"%1$s\"}".formatted(id);
    return encode("{\"alg\":\"EdDSA\",\"kid\":\"none\"}") + "." + encode(claims) + "." + encode(id);
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static String kind(String id) {
    int end = id.indexOf('_');
    return end > 0 ? id.substring(0, end) : id.length() == 36 ? "event" : "party";
  }
}
