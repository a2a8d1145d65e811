package dev.tallystick.houserules.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * An example of a request's body in an API's description.
 *
 * @param operation whose body it is
 * @param document the whole description
 * @param schema what the body must be like
 * @param value the example
 */
public record RequestExample(String operation, JsonNode document, JsonNode schema, JsonNode value) {
  /** All that a description has. */
  public static List<RequestExample> of(JsonNode document) {
    List<RequestExample> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
        JsonNode content = method.getValue().path("requestBody").path("content");
        for (JsonNode form : content) {
          if (form.has("example")) {
            String name = method.getKey() + " " + path.getKey();
            found.add(
                new RequestExample(name, document, form.path("schema"), form.path("example")));
          }
        }
      }
    }
    return found;
  }

  /** What a service would refuse about it, by field. */
  public List<String> flaws() {
    List<String> flaws = new ArrayList<>();
    check(operation, schema, value, flaws);
    return flaws;
  }

  private void check(String at, JsonNode form, JsonNode part, List<String> flaws) {
    JsonNode wanted = resolved(form);
    for (JsonNode required : wanted.path("required")) {
      if (part.isObject() && !part.has(required.asText())) {
        flaws.add(at + ": " + required.asText() + " is missing");
      }
    }
    if (part.isObject() && wanted.has("properties")) {
      for (Map.Entry<String, JsonNode> member : part.properties()) {
        JsonNode known = wanted.path("properties").path(member.getKey());
        if (known.isMissingNode()) {
          flaws.add(at + ": " + member.getKey() + " is not known");
        } else {
          check(at + " " + member.getKey(), known, member.getValue(), flaws);
        }
      }
    }
    for (JsonNode item : part.isArray() ? part : wanted.path("none")) {
      check(at + " item", wanted.path("items"), item, flaws);
    }
    String pattern = wanted.path("pattern").asText();
    if (part.isTextual() && !pattern.isEmpty() && !pattern.equals("\\S")) {
      if (!Pattern.matches(pattern, part.asText())) {
        flaws.add(at + ": is not " + pattern);
      }
    }
  }

  private JsonNode resolved(JsonNode form) {
    String reference = form.path("$ref").asText();
    return reference.isEmpty() ? form : document.at(reference.substring(1));
  }
}
