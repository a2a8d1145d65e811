package dev.tallystick.rules.state;

import java.util.Optional;

/** Reads a consent from the event that gives it. */
final class GivenConsent {
  private GivenConsent() {}

  static Consent read(LogId id, String subject, LoggedEvent event, Facts f) {
    return new Consent(
        id,
        subject,
        Shared.one(text(f)),
        new Consent.Own(
            f.object("purposeObject").flatMap(o -> o.text("ref")).orElse(null),
            f.text("modifies").map(LogId::of).orElse(null),
            f.instant("validFrom").orElse(Long.MAX_VALUE),
            f.instant("validUntil").orElse(Long.MIN_VALUE)),
        new Consent.Place(
            f.integer("version").orElse(1),
            event.index(),
            LogId.of(f.object("notice").flatMap(n -> n.text("id")).orElse(""))),
        ConsentStatus.GIVEN);
  }

  private static Consent.Text text(Facts f) {
    return new Consent.Text(
        f.textOr("kind", ""),
        f.text("discloser"),
        f.textOr("recipient", ""),
        new Consent.Scope(
            f.textOr("purpose", ""),
            f.object("purposeObject").flatMap(o -> o.text("kind")),
            Optional.empty(),
            f.strings("categories"),
            f.textOr("method", ""),
            f.textOr("retention", "")),
        f.textOr("form", ""),
        f.integer("useLimit"),
        f.object("frequency")
            .flatMap(g -> Frequency.of(g.integer("count").orElse(0), g.textOr("window", ""))),
        new Consent.Modifier(
            Optional.empty(),
            f.flag("adverseConsequencesTold"),
            f.text("necessity").filter(text -> !text.isBlank()).isPresent(),
            f.text("impact").filter(text -> !text.isBlank()).isPresent()),
        new Consent.Origin(f.text("collectedBy"), f.flag("guardian"), f.text("country")));
  }
}
