package dev.tallystick.consent.publication;

import dev.tallystick.consent.publication.TrafficProjection.Way;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** Traffic between parties, as a snapshot of the state keeps it. */
final class KeptTraffic {
  private KeptTraffic() {}

  static byte[] write(Map<Way, Traffic> ways) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Map.Entry<Way, Traffic> way : ways.entrySet()) {
        out.writeUTF(way.getKey().from());
        out.writeUTF(way.getKey().to());
        out.writeLong(way.getValue().releases());
        write(out, way.getValue().categories());
        write(out, way.getValue().purposes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes no more of the traffic", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, NavigableMap<String, Long> counts)
      throws IOException {
    out.writeInt(counts.size());
    for (Map.Entry<String, Long> one : counts.entrySet()) {
      out.writeUTF(one.getKey());
      out.writeLong(one.getValue());
    }
  }

  static Map<Way, Traffic> read(byte[] kept) {
    Map<Way, Traffic> ways = new HashMap<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        Way way = new Way(in.readUTF(), in.readUTF());
        ways.put(way, new Traffic(in.readLong(), counts(in), counts(in)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of the traffic ends too soon", e);
    }
    return ways;
  }

  private static NavigableMap<String, Long> counts(DataInputStream in) throws IOException {
    NavigableMap<String, Long> counts = new TreeMap<>();
    for (int left = in.readInt(); left > 0; left--) {
      counts.put(in.readUTF(), in.readLong());
    }
    return counts;
  }
}
