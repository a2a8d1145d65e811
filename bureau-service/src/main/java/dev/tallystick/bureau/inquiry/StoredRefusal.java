package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.document.RefusalCopy;
import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.json.JsonForms.MalformedFormException;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.problem.DomainProblem;
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
        new RefusalCopy((JsonObject) parse(problem.document().toJson()), more.build()).toJson());
  }

  static DomainProblem read(String text) {
    try {
      StoredRefusalDocument stored =
          JsonForms.read(text.getBytes(StandardCharsets.UTF_8), StoredRefusalDocument.class);
      Map<String, String> extensions = new HashMap<>();
      stored
          .extensions()
          .forEach(
              (name, value) -> extensions.put(name, CanonicalJson.text(parse(value.toString()))));
      return BureauProblem.relayed(stored.document().document(), extensions);
    } catch (MalformedFormException e) {
      throw new IllegalStateException("a refusal is not in the form that it was written in", e);
    }
  }

  private static JsonValue parse(String json) {
    try {
      return CanonicalJson.parseMessage(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("a refusal is not in the form that it was written in", e);
    }
  }
}
