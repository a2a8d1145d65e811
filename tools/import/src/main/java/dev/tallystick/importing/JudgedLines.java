package dev.tallystick.importing;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.importing.lines.LineSink;
import dev.tallystick.importing.lines.Outcomes;
import dev.tallystick.importing.schema.CategorySchemas;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The lines of a dry run, judged by the vault's schemas and then forgotten. For one thread. */
final class JudgedLines implements LineSink {
  private final CategorySchemas schemas;
  private final Map<String, Outcomes.Rows> flaws = new TreeMap<>();
  private long sound;
  private long flawed;

  JudgedLines(CategorySchemas schemas) {
    this.schemas = schemas;
  }

  @Override
  public void take(JsonObject line, long rows, long at) {
    if (!line.has("fields")) {
      // Prohibited: only counted.
      return;
    }
    Optional<String> flaw = schemas.flaw(line);
    if (flaw.isEmpty()) {
      sound++;
    } else {
      flawed++;
      flaws.merge(flaw.get(), Outcomes.Rows.one(at), (known, one) -> known.plus(at));
    }
  }

  long sound() {
    return sound;
  }

  long flawed() {
    return flawed;
  }

  /** By code, field and rule. */
  Map<String, Outcomes.Rows> flaws() {
    return flaws;
  }
}
