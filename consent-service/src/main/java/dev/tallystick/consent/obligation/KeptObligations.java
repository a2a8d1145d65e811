package dev.tallystick.consent.obligation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The obligations, as a snapshot of the state keeps them. */
final class KeptObligations {
  private KeptObligations() {}

  static byte[] write(Collection<Obligation> obligations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Obligation obligation : obligations) {
        out.writeUTF(obligation.id());
        out.writeUTF(obligation.title());
        out.writeUTF(obligation.rule().orElse(""));
        out.writeLong(obligation.dueOn().toEpochDay());
        out.writeInt(obligation.standings().size());
        for (Map.Entry<String, Standing> one : obligation.standings().entrySet()) {
          Standing standing = one.getValue();
          out.writeUTF(one.getKey());
          out.writeUTF(standing.status().name());
          out.writeUTF(standing.commitment().orElse(""));
          out.writeUTF(standing.evidenceRef().orElse(""));
          out.writeLong(standing.reportedMillis());
          out.writeBoolean(standing.missed());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an obligation is longer than the log lets it be", e);
    }
    return bytes.toByteArray();
  }

  static List<Obligation> read(byte[] kept) {
    List<Obligation> obligations = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        String id = in.readUTF();
        String title = in.readUTF();
        Optional<String> rule = text(in.readUTF());
        LocalDate dueOn = LocalDate.ofEpochDay(in.readLong());
        TreeMap<String, Standing> standings = new TreeMap<>();
        int parties = in.readInt();
        for (int i = 0; i < parties; i++) {
          standings.put(
              in.readUTF(),
              new Standing(
                  ObligationStatus.valueOf(in.readUTF()),
                  text(in.readUTF()),
                  text(in.readUTF()),
                  in.readLong(),
                  in.readBoolean()));
        }
        obligations.add(new Obligation(id, title, rule, dueOn, standings));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of obligations ends too soon", e);
    }
    return obligations;
  }

  private static Optional<String> text(String written) {
    return written.isEmpty() ? Optional.empty() : Optional.of(written);
  }
}
