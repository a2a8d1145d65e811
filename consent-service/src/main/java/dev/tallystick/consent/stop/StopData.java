package dev.tallystick.consent.stop;

import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.ConsentWithdrawn;
import dev.tallystick.events.type.KindOfConsent;
import dev.tallystick.events.type.PersonOrGuardian;
import dev.tallystick.rules.state.Consent;
import java.time.Instant;

/** What events say about what was stopped. */
public final class StopData {
  private StopData() {}

  /** A person has taken a consent back. */
  public static ConsentWithdrawn withdrawal(Consent consent, Instant stoppedAt) {
    return ConsentWithdrawn.builder()
        .consent(new ConsentId(consent.id()))
        .version(consent.version())
        .kind(KindOfConsent.of(consent.kind()))
        .discloser(consent.discloser())
        .recipient(consent.recipient())
        .stoppedAt(stoppedAt)
        .by(PersonOrGuardian.SELF)
        .build();
  }
}
