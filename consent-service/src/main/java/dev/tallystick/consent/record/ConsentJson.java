package dev.tallystick.consent.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tallystick.events.Timestamps;
import dev.tallystick.rules.state.Consent;
import dev.tallystick.rules.state.ConsentStatus;
import dev.tallystick.rules.state.State;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A consent as its person sees it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentJson(
    String consent,
    long version,
    String status,
    String kind,
    @Nullable String discloser,
    String recipient,
    String purpose,
    List<String> categories,
    String method,
    String retention,
    String notice,
    String validFrom,
    String validUntil,
    @Nullable Long useLimit,
    @Nullable Long uses,
    @Nullable String collectedBy,
    @Nullable Boolean guardian,
    long index) {

  static ConsentJson of(Consent consent, State state, Instant now) {
    boolean expired =
        consent.status() == ConsentStatus.GIVEN && consent.isExpiredAt(now.toEpochMilli());
    ConsentStatus status = expired ? ConsentStatus.EXPIRED : consent.status();
    return new ConsentJson(
        consent.id(),
        consent.version(),
        status.name().toLowerCase(Locale.ROOT),
        consent.kind(),
        consent.discloser().orElse(null),
        consent.recipient(),
        consent.purpose(),
        List.copyOf(consent.categories()),
        consent.scope().method(),
        consent.scope().retention(),
        consent.notice(),
        Timestamps.format(consent.terms().validFromMillis()),
        Timestamps.format(consent.terms().validUntilMillis()),
        consent.terms().useLimit().isPresent() ? consent.terms().useLimit().getAsLong() : null,
        consent.isLimited() ? Long.valueOf(state.uses(consent.id())) : null,
        consent.origin().collectedBy().orElse(null),
        consent.origin().guardian() ? Boolean.TRUE : null,
        consent.givenIndex());
  }
}
