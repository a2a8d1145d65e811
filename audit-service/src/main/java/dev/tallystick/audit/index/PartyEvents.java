package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.EntryRow;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.Timestamps;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import java.util.Base64;
import java.util.List;

/** Reads what entries say of parties and their keys; the same for the follower and its readers. */
final class PartyEvents {
  static final int REGISTERED = EventTypes.get("party.registered").code();
  static final int KEY_REGISTERED = EventTypes.get("party.key.registered").code();
  static final int KEY_REVOKED = EventTypes.get("party.key.revoked").code();
  static final List<Integer> ALL = List.of(REGISTERED, KEY_REGISTERED, KEY_REVOKED);

  private static final String SIGN = "SIGN";

  private PartyEvents() {}

  static boolean isOne(EntryRow row) {
    return ALL.contains(row.typeCode());
  }

  static JsonObject data(EntryRow row, OpeningSeal seal) {
    Body body = seal.openBody(row);
    return body.data();
  }

  static boolean isForSigning(JsonObject data) {
    return data.getString("use").equals(SIGN);
  }

  /** The signing key that a {@code party.key.registered} registers. */
  static PartyKey key(EntryRow row, JsonObject data) {
    try {
      byte[] x = Base64.getUrlDecoder().decode(data.getObject("jwk").getString("x"));
      return new PartyKey(
          data.getString("thumbprint"),
          VerificationKey.copyOf(x),
          Timestamps.parse(data.getString("validFrom")).orElseThrow(),
          Timestamps.parse(data.getString("validTo")).orElseThrow(),
          row.index(),
          /* isRevoked= */ false);
    } catch (MalformedKeyException | IllegalArgumentException e) {
      throw new LogStoreException("entry " + row.index() + " registers no key", e);
    }
  }
}
