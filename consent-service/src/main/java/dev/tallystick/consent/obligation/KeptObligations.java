package dev.tallystick.consent.obligation;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The obligations, as a snapshot of the state keeps them. */
final class KeptObligations {
  private static final long NEVER = Long.MIN_VALUE;

  private KeptObligations() {}

  static byte[] write(Collection<Obligation> obligations) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Obligation obligation : obligations) {
        out.writeUTF(obligation.id());
        Obligation.Terms terms = obligation.terms();
        out.writeUTF(terms.title());
        out.writeUTF(terms.rule().orElse(""));
        out.writeLong(terms.dueOn().toEpochDay());
        out.writeLong(terms.opening().map(Instant::toEpochMilli).orElse(NEVER));
        out.writeUTF(terms.measure().orElse(""));
        out.writeInt(obligation.standings().size());
        for (Map.Entry<String, Standing> one : obligation.standings().entrySet()) {
          Standing standing = one.getValue();
          out.writeUTF(one.getKey());
          out.writeUTF(standing.status().name());
          out.writeUTF(standing.evidenceRef().orElse(""));
          out.writeUTF(standing.committed().map(Standing.Committed::hash).orElse(""));
          write(out, standing.committed().map(Standing.Committed::entry));
          out.writeUTF(standing.nonce().orElse(""));
          write(out, standing.said());
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
        long opening = in.readLong();
        Obligation.Terms terms =
            new Obligation.Terms(
                title,
                rule,
                dueOn,
                opening == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(opening)),
                text(in.readUTF()));
        TreeMap<String, Standing> standings = new TreeMap<>();
        int parties = in.readInt();
        for (int i = 0; i < parties; i++) {
          standings.put(in.readUTF(), standing(in));
        }
        obligations.add(new Obligation(id, terms, standings));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of obligations ends too soon", e);
    }
    return obligations;
  }

  private static Standing standing(DataInputStream in) throws IOException {
    ObligationStatus status = ObligationStatus.valueOf(in.readUTF());
    Optional<String> evidence = text(in.readUTF());
    Optional<String> hash = text(in.readUTF());
    Optional<Standing.Entry> committed = entry(in);
    return new Standing(
        status,
        evidence,
        hash.flatMap(text -> committed.map(entry -> new Standing.Committed(text, entry))),
        text(in.readUTF()),
        entry(in),
        in.readBoolean());
  }

  private static void write(DataOutputStream out, Optional<Standing.Entry> entry)
      throws IOException {
    out.writeBoolean(entry.isPresent());
    if (entry.isPresent()) {
      out.writeUTF(entry.get().event());
      out.writeLong(entry.get().index());
      out.writeLong(entry.get().recordedMillis());
    }
  }

  private static Optional<Standing.Entry> entry(DataInputStream in) throws IOException {
    return in.readBoolean()
        ? Optional.of(new Standing.Entry(in.readUTF(), in.readLong(), in.readLong()))
        : Optional.empty();
  }

  private static Optional<String> text(String written) {
    return written.isEmpty() ? Optional.empty() : Optional.of(written);
  }
}
