package dev.tallystick.vault.deposit;

import dev.tallystick.events.CanonicalJson;
import dev.tallystick.events.JsonObject;
import dev.tallystick.vault.deposit.LineOutcome.Refused;
import dev.tallystick.vault.record.SaltedId;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a platform is answered about a chunk: an id and a salt, or a refusal, for each line. At most
 * about a hundred bytes a line, whatever the lines held.
 */
record ImportedChunk(Chunk chunk, Map<Integer, SaltedId> stored, List<Refused> refused) {

  /** Writes one line of JSON for each line of the chunk, in order, and one for the chunk. */
  void writeTo(OutputStream out) throws IOException {
    Map<Integer, JsonObject> lines = new TreeMap<>();
    refused.forEach(line -> lines.put(line.line(), DepositJson.refused(line)));
    int last = stored.size() + refused.size();
    for (int line = 1; line <= last; line++) {
      SaltedId record = stored.get(line);
      JsonObject refusal = lines.get(line);
      if (record != null) {
        write(out, DepositJson.stored(line, record));
      } else if (refusal != null) {
        write(out, refusal);
      }
    }
    write(out, DepositJson.end(chunk));
  }

  private static void write(OutputStream out, JsonObject line) throws IOException {
    out.write((CanonicalJson.text(line) + "\n").getBytes(StandardCharsets.UTF_8));
  }
}
