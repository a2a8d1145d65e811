package dev.tallystick.vault.deposit;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.record.SaltedId;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a platform is answered about a chunk: an id and a salt, or why it was not stored, for each
 * line. At most about a hundred bytes a line, whatever the lines held.
 */
record ImportedChunk(Chunk chunk, Map<Integer, SaltedId> stored, List<LineOutcome> unstored) {

  /** Writes one line of JSON for each line of the chunk, in order, and one for the chunk. */
  void writeTo(OutputStream body) throws IOException {
    OutputStream out = new BufferedOutputStream(body);
    long before = chunk.place().offset();
    Map<Integer, LineOutcome> others = new HashMap<>();
    unstored.forEach(line -> others.put(line.line(), line));
    int last = stored.size() + unstored.size();
    for (int line = 1; line <= last; line++) {
      SaltedId record = stored.get(line);
      LineOutcome other = others.get(line);
      if (record != null) {
        write(out, DepositJson.stored(before + line, record));
      } else if (other != null) {
        write(out, DepositJson.unstored(other, before));
      }
    }
    write(out, DepositJson.end(chunk));
    out.flush();
  }

  private static void write(OutputStream out, JsonObject line) throws IOException {
    out.write((CanonicalJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
