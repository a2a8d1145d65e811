package dev.tallystick.portal.consent;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.document.HeldConsent;
import dev.tallystick.portal.document.HeldConsents;
import dev.tallystick.portal.document.NoticeToShow;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.List;
import java.util.Optional;

/** Writes what a reader agrees to who moves a consent; the page and the notice have one text. */
final class MoveViews {
  private static final int MOST_CONTACT = 200;

  private final ReaderText text;
  private final Names names;
  private final ConsentMessages say;

  MoveViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(ConsentMessages.class, text.locale());
  }

  /** A consent of the reader that can go somewhere. */
  Optional<MovableConsent> find(HeldConsents.Partial all, String id) {
    return all.consents().stream()
        .filter(consent -> consent.consent().filter(id::equals).isPresent())
        .findFirst()
        .flatMap(consent -> MovableConsent.of(consent, names));
  }

  MoveView view(MovableConsent move, String id) {
    List<MoveView.Choice> choices =
        move.choices(names).stream()
            .map(other -> new MoveView.Choice(other, names.of(other), wording(move, other)))
            .toList();
    return new MoveView(id, what(move, move.bureau()), choices);
  }

  /** The notice of the new consent, as consent-service takes it. */
  String notice(MovableConsent move, String other) {
    HeldConsent.Partial consent = move.consent();
    return CanonicalJson.text(
        NoticeToShow.builder()
            .kind(consent.kind().orElse(""))
            .discloser(move.discloserAt(other))
            .recipient(move.recipientAt(other))
            .purpose(consent.purpose().orElse(""))
            .categories(consent.categories())
            .method(consent.method().orElse(""))
            .retention(consent.retention().orElse(""))
            .contact(contact(move.recipientAt(other)))
            .rightsRoute(say.moveRights())
            .language(text.locale().getLanguage())
            .text(wording(move, other))
            .highlighted(true)
            .build()
            .toJson());
  }

  private String wording(MovableConsent move, String other) {
    HeldConsent.Partial consent = move.consent();
    Words words = Words.of(text.locale());
    return say.moveNotice(
        what(move, other),
        words.purpose(consent.purpose().orElse("?")),
        words.categories(consent.categories()),
        consent.method().orElse("?"),
        text.period(consent.retention().orElse("?")),
        text.dayOfInstant(consent.validUntil().orElse("?")),
        contact(move.recipientAt(other)).orElse("?"),
        say.moveRights());
  }

  private String what(MovableConsent move, String other) {
    String discloser = names.of(move.discloserAt(other));
    String recipient = names.of(move.recipientAt(other));
    return move.gets() ? say.supply(discloser, recipient) : say.query(recipient, discloser);
  }

  private Optional<String> contact(String party) {
    return Optional.ofNullable(names.contacts().get(party))
        .map(contact -> contact.substring(0, Math.min(contact.length(), MOST_CONTACT)));
  }
}
