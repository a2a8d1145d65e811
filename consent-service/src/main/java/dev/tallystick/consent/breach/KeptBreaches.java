package dev.tallystick.consent.breach;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.BreachDetected;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Breaches, as a snapshot of the state keeps them. */
final class KeptBreaches {
  private static final long NEVER = Long.MIN_VALUE;

  private KeptBreaches() {}

  static byte[] write(Collection<Breach> breaches) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    try {
      for (Breach breach : breaches) {
        byte[] said = CanonicalJson.bytes(breach.said().toJson());
        out.writeInt(said.length);
        out.write(said);
        out.writeLong(millis(breach.authorityToldAt()));
        out.writeLong(breach.told());
        out.writeLong(millis(breach.announcedAt()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes no more of a breach", e);
    }
    return bytes.toByteArray();
  }

  private static long millis(Optional<Instant> at) {
    return at.map(Instant::toEpochMilli).orElse(NEVER);
  }

  static List<Breach> read(byte[] kept) {
    List<Breach> breaches = new ArrayList<>();
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(kept));
    try {
      while (in.available() > 0) {
        byte[] said = in.readNBytes(in.readInt());
        breaches.add(
            new Breach(
                BreachDetected.read((JsonObject) CanonicalJson.parse(said)),
                instant(in.readLong()),
                in.readLong(),
                instant(in.readLong())));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("what was kept of breaches ends too soon", e);
    } catch (MalformedJsonException e) {
      throw new IllegalArgumentException("what was kept of breaches is none", e);
    }
    return breaches;
  }

  private static Optional<Instant> instant(long millis) {
    return millis == NEVER ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
