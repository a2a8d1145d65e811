package dev.tallystick.rules.state;

import dev.tallystick.events.type.ConsentGiven;
import java.util.Optional;

/** Reads a consent from the event that gives it. */
final class GivenConsent {
  private GivenConsent() {}

  static Consent read(
      LogId id,
      String subject,
      LoggedEvent event,
      ConsentGiven.Partial f,
      TrieMap<LogId, Notice> notices) {
    LogId notice = LogId.of(f.notice().flatMap(n -> n.id()).orElse(""));
    Notice presented = notices.get(notice);
    return new Consent(
        id,
        Shared.one(text(f)),
        new Consent.Own(
            subject,
            f.purposeObject().flatMap(o -> o.ref()).orElse(null),
            f.modifies().map(LogId::of).orElse(null),
            Values.millis(f.validFrom(), Long.MAX_VALUE),
            Values.millis(f.validUntil(), Long.MIN_VALUE)),
        new Consent.Place(
            f.version().orElse(1),
            event.index(),
            notice,
            presented == null ? null : presented.told()),
        ConsentStatus.GIVEN);
  }

  private static Consent.Text text(ConsentGiven.Partial f) {
    return new Consent.Text(
        f.kind().orElse(""),
        f.discloser(),
        f.recipient().orElse(""),
        new Consent.Scope(
            f.purpose().orElse(""),
            f.purposeObject().flatMap(o -> o.kind()),
            Optional.empty(),
            Values.sorted(f.categories()),
            f.method().orElse(""),
            f.retention().orElse("")),
        f.form().orElse(""),
        f.useLimit(),
        f.frequency().flatMap(g -> Frequency.of(g.count().orElse(0), g.window().orElse(""))),
        new Consent.Modifier(
            Optional.empty(),
            f.adverseConsequencesTold().orElse(false),
            f.necessity().filter(text -> !text.isBlank()).isPresent(),
            f.impact().filter(text -> !text.isBlank()).isPresent()),
        new Consent.Origin(f.collectedBy(), f.guardian().orElse(false), f.country()));
  }
}
