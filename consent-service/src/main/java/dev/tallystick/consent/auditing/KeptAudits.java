package dev.tallystick.consent.auditing;

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

/** Parties with their audits, as a snapshot of the state keeps them. */
final class KeptAudits {
  private KeptAudits() {}

  static byte[] write(Collection<AuditedParty> parties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (AuditedParty party : parties) {
        out.writeUTF(party.party());
        out.writeUTF(party.role());
        out.writeUTF(party.since().event());
        out.writeLong(party.since().recordedMillis());
        out.writeBoolean(party.missed());
        out.writeInt(party.held().size());
        for (HeldAudit audit : party.held()) {
          write(out, audit);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an audit is longer than the log lets it be", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, HeldAudit audit) throws IOException {
    out.writeUTF(audit.auditor());
    out.writeInt(audit.run());
    out.writeLong(audit.from().toEpochDay());
    out.writeLong(audit.until().toEpochDay());
    out.writeLong(audit.dueOn().toEpochDay());
    out.writeBoolean(audit.late());
    out.writeUTF(audit.event());
  }

  static List<AuditedParty> read(byte[] kept) {
    List<AuditedParty> parties = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        parties.add(readParty(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of audits ends too soon", e);
    }
    return parties;
  }

  private static AuditedParty readParty(DataInputStream in) throws IOException {
    String party = in.readUTF();
    String role = in.readUTF();
    AuditedParty.Since since = new AuditedParty.Since(in.readUTF(), in.readLong());
    boolean missed = in.readBoolean();
    int count = in.readInt();
    List<HeldAudit> held = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      held.add(readAudit(in));
    }
    return new AuditedParty(party, role, since, held, missed);
  }

  private static HeldAudit readAudit(DataInputStream in) throws IOException {
    return new HeldAudit(
        in.readUTF(),
        in.readInt(),
        LocalDate.ofEpochDay(in.readLong()),
        LocalDate.ofEpochDay(in.readLong()),
        LocalDate.ofEpochDay(in.readLong()),
        in.readBoolean(),
        in.readUTF());
  }
}
