package dev.tallystick.portal.consent;

import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldConsent;
import dev.tallystick.portal.document.HeldConsents;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Makes consents readable. */
final class ConsentViews {
  private final ReaderText text;
  private final Names names;
  private final ConsentMessages say;

  ConsentViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(ConsentMessages.class, text.locale());
  }

  /** All of them, the newest first. */
  List<ConsentView> of(HeldConsents.Partial answer) {
    List<ConsentView> views = new ArrayList<>(answer.consents().stream().map(this::view).toList());
    Collections.reverse(views);
    return views;
  }

  private ConsentView view(HeldConsent.Partial consent) {
    String status = consent.status().orElse("?");
    return new ConsentView(
        consent.consent().orElse(""),
        status.equals("given"),
        switch (status) {
          case "given" -> say.given();
          case "withdrawn" -> say.withdrawn();
          case "expired" -> say.expired();
          default -> status;
        },
        what(consent),
        Words.of(text.locale()).purpose(consent.purpose().orElse("?")),
        Words.of(text.locale()).categories(consent.categories()),
        text.period(consent.retention().orElse("?")),
        text.dayOfInstant(consent.validUntil().orElse("?")),
        uses(consent),
        consent.collectedBy().map(names::of),
        SpecialKinds.say(consent.kind().orElse("?"), text),
        consent.notice(),
        MovableConsent.of(consent, names).isPresent());
  }

  /** Who may do what by it. */
  String what(HeldConsent.Partial consent) {
    String recipient = name(consent.recipient());
    String discloser = name(consent.discloser());
    String kind = consent.kind().orElse("?");
    return switch (kind) {
      case "PROVIDE" -> say.supply(discloser, recipient);
      case "QUERY" -> say.query(recipient, discloser);
      default -> say.other(recipient, Words.of(text.locale()).of("consent", kind));
    };
  }

  private String uses(HeldConsent.Partial consent) {
    if (consent.uses().isEmpty()) {
      return "";
    }
    String uses = text.number(consent.uses().getAsLong());
    return consent.useLimit().isPresent()
        ? say.usedOf(uses, text.number(consent.useLimit().getAsLong()))
        : say.used(uses);
  }

  private String name(Optional<String> party) {
    return party.map(names::of).orElse("?");
  }
}
