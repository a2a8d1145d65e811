package dev.tallystick.importing.lines;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RefusedException;
import java.io.IOException;

/** Takes the lines of an import, in their order. */
@FunctionalInterface
public interface LineSink {
  /**
   * Takes a line.
   *
   * @param rows how many rows of the file it is made of
   */
  void take(JsonObject line, long rows) throws IOException, InterruptedException, RefusedException;
}
