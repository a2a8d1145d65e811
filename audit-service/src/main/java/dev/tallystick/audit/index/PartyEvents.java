package dev.tallystick.audit.index;

import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.PartyKeyRegistered;
import dev.tallystick.events.type.PartyKeyRevoked;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reads what entries say of parties and their keys; the same for the follower and its readers. */
final class PartyEvents {
  private static final Logger LOG = Logger.getLogger(PartyEvents.class);

  static final int REGISTERED = EventTypes.get(PartyRegistered.SHORT_NAME).code();
  static final int KEY_REGISTERED = EventTypes.get(PartyKeyRegistered.SHORT_NAME).code();
  static final int KEY_REVOKED = EventTypes.get(PartyKeyRevoked.SHORT_NAME).code();
  static final List<Integer> ALL = List.of(REGISTERED, KEY_REGISTERED, KEY_REVOKED);

  private PartyEvents() {}

  static boolean isOne(StoredEntry row) {
    return ALL.contains(row.typeCode());
  }

  static JsonObject data(StoredEntry row, OpeningSeal seal) {
    Body body = seal.openBody(row);
    return body.data();
  }

  /**
   * The signing key that a {@code party.key.registered} registers. Absent when what stands there is
   * none, or another than it names: nobody can sign with it, and it must not hold up the others.
   */
  static Optional<LoggedPartyKey> key(StoredEntry row, PartyKeyRegistered data) {
    try {
      byte[] x = Base64.getUrlDecoder().decode(data.jwk().x());
      VerificationKey key = VerificationKey.copyOf(x);
      if (key.keyId().equals(data.thumbprint())) {
        return Optional.of(
            new LoggedPartyKey(
                key.keyId(),
                key,
                data.validFrom().toEpochMilli(),
                data.validTo().toEpochMilli(),
                row.index(),
                /* isRevoked= */ false));
      }
    } catch (MalformedKeyException | IllegalArgumentException e) {
      LOG.debugf(e, "entry %d registers what is no key", row.index());
    }
    LOG.warnf("entry %d registers no usable key; it is left out", row.index());
    return Optional.empty();
  }
}
