package dev.tallystick.system.replicas;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the log's openings say, read without the rules: what a person would look for. */
final class Evidence {
  private static final int PAGE = 5_000;

  private final List<String> lines;

  private Evidence(List<String> lines) {
    this.lines = lines;
  }

  static Evidence of(URI audit, String auditor) throws Exception {
    String checkpoint = Call.get(audit, auditor, "/log/checkpoint");
    long size = Long.parseLong(checkpoint.lines().skip(1).findFirst().orElseThrow());
    List<String> lines = new ArrayList<>();
    for (long from = 0; from < size; from += PAGE) {
      long to = Math.min(size, from + PAGE);
      Call.get(audit, auditor, "/v1/openings?purpose=checker&from=%d&to=%d".formatted(from, to))
          .lines()
          .forEach(lines::add);
    }
    return new Evidence(lines);
  }

  /** One opening a line, as {@code tally replay} reads them. */
  List<String> lines() {
    return lines;
  }

  /** The releases that came after the end of their consent, under a freeze or a suspension. */
  List<String> releasesAfterAStop() throws Exception {
    Set<String> ended = new HashSet<>();
    Set<String> frozen = new HashSet<>();
    Set<String> suspended = new HashSet<>();
    List<String> wrong = new ArrayList<>();
    for (String line : lines) {
      JsonObject opening =
          ((JsonObject) CanonicalJson.parseMessage(line.getBytes(StandardCharsets.UTF_8)))
              .getObject("opening");
      String type = opening.getObject("stub").getObject("value").getString("type");
      JsonObject body = opening.getObject("body").findObject("value").orElse(JsonObject.EMPTY);
      JsonObject data = body.findObject("data").orElse(JsonObject.EMPTY);
      String subject = body.findString("subject").orElse("");
      switch (type) {
        case "dev.tallystick.consent.withdrawn.v1" -> ended.add(data.getString("consent"));
        case "dev.tallystick.freeze.set.v1" -> frozen.add(subject);
        case "dev.tallystick.freeze.lifted.v1" -> frozen.remove(subject);
        case "dev.tallystick.party.suspended.v1" -> suspended.add(data.getString("party"));
        case "dev.tallystick.party.restored.v1" -> suspended.remove(data.getString("party"));
        case "dev.tallystick.data.released.v1" -> {
          boolean stopped =
              frozen.contains(subject)
                  || suspended.contains(data.getString("from"))
                  || suspended.contains(data.getString("to"));
          for (JsonValue ref : data.findArray("consents").map(JsonArray::items).orElse(List.of())) {
            stopped |= ended.contains(((JsonObject) ref).getString("id"));
          }
          if (stopped) {
            wrong.add(body.getString("id"));
          }
        }
        default -> {
          // Nothing that stops a release.
        }
      }
    }
    return wrong;
  }
}
