package dev.tallystick.local;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import java.util.ArrayList;
import java.util.List;

/** What audit-service says of its witnesses, as lines for people. */
final class WitnessNotes {
  private static final String REASON = "reason";

  private WitnessNotes() {}

  static List<String> of(JsonObject data) {
    List<String> lines = new ArrayList<>();
    data.findString(REASON).ifPresent(reason -> lines.add("witnesses: " + reason));
    data.findInteger("witnessedSize")
        .ifPresent(
            size ->
                lines.add(
                    "witnesses: a quorum has cosigned size %d, %d s ago"
                        .formatted(size, data.findInteger("witnessedSecondsAgo").orElse(0L))));
    data.forEach(
        (name, value) -> {
          if (value instanceof JsonString text && !name.equals(REASON)) {
            lines.add("  " + name + " " + text.value());
          }
        });
    return lines;
  }
}
