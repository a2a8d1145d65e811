package dev.tallystick.consent.right;

import dev.tallystick.consent.right.RightProjection.Right;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The rights asked for, as a snapshot of the state keeps them. */
final class KeptRights {
  private KeptRights() {}

  static byte[] write(Collection<Right> rights) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Right right : rights) {
        out.writeUTF(right.id());
        out.writeUTF(right.subject());
        out.writeUTF(right.kind());
        out.writeUTF(right.party());
        out.writeUTF(right.dueOn());
        out.writeUTF(right.status());
        write(out, right.reason());
        write(out, right.route());
        out.writeLong(right.index());
        out.writeUTF(right.event());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a right is longer than the log lets it be", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, Optional<String> text) throws IOException {
    out.writeBoolean(text.isPresent());
    if (text.isPresent()) {
      out.writeUTF(text.get());
    }
  }

  static List<Right> read(byte[] kept) {
    List<Right> rights = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        rights.add(
            new Right(
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                text(in),
                text(in),
                in.readLong(),
                in.readUTF()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of rights ends too soon", e);
    }
    return rights;
  }

  private static Optional<String> text(DataInputStream in) throws IOException {
    return in.readBoolean() ? Optional.of(in.readUTF()) : Optional.empty();
  }
}
