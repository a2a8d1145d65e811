package dev.tallystick.consent.oversight;

import dev.tallystick.consent.duty.Duty;
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

/** Open duties, as a snapshot of the state keeps them. */
final class KeptDuties {
  private KeptDuties() {}

  static byte[] write(Collection<Duty> duties) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Duty duty : duties) {
        out.writeUTF(duty.kind().name());
        out.writeUTF(duty.party());
        out.writeUTF(duty.about());
        out.writeUTF(duty.title());
        out.writeLong(duty.dueOn().toEpochDay());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a duty is longer than the log lets it be", e);
    }
    return bytes.toByteArray();
  }

  static List<Duty> read(byte[] kept) {
    List<Duty> duties = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        duties.add(
            new Duty(
                Duty.Kind.valueOf(in.readUTF()),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                LocalDate.ofEpochDay(in.readLong())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of duties ends too soon", e);
    }
    return duties;
  }
}
