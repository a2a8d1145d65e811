package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.problem.ProblemDocument;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** A refusal as text, to be given again to the same request. It holds no personal data. */
final class StoredRefusal {
  private StoredRefusal() {}

  static String of(DomainProblem problem) {
    JsonObject.Builder more = JsonObject.builder();
    problem.extensions().forEach((name, json) -> more.put(name, parse(json)));
    return CanonicalJson.text(
        JsonObject.builder()
            .put("document", parse(problem.document().toJson()))
            .put("extensions", more.build())
            .build());
  }

  static DomainProblem read(String text) {
    JsonObject stored = (JsonObject) parse(text);
    Map<String, String> extensions = new HashMap<>();
    stored
        .getObject("extensions")
        .forEach((name, value) -> extensions.put(name, CanonicalJson.text(value)));
    return BureauProblem.relayed(document(stored.getObject("document")), extensions);
  }

  private static ProblemDocument document(JsonObject json) {
    ProblemDocument document =
        ProblemDocument.of(
            json.getString("code"),
            Math.toIntExact(json.getInteger("status")),
            json.getString("title"),
            json.getString("detail"));
    document =
        document.withField(
            json.findString("field").orElse(null), json.findString("rule").orElse(null));
    if (json.has("ruleId")) {
      document =
          document.withRule(json.getString("ruleId"), json.findString("rulePack").orElse(null));
    }
    return json.has("auditEventId")
        ? document.withAudit(
            json.getString("auditEventId"), json.findInteger("auditIndex").orElse(null))
        : document;
  }

  private static JsonValue parse(String json) {
    try {
      return CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a refusal is not in the form that it was written in", e);
    }
  }
}
