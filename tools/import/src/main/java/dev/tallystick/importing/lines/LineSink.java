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
   * @param at the line of the file that the first of them begins in; 0 for a summary
   */
  void take(JsonObject line, long rows, long at)
      throws IOException, InterruptedException, RefusedException;
}
