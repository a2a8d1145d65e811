package dev.tallystick.portal.consent;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.portal.call.PartyNames.Names;
import dev.tallystick.portal.consent.AskedConsentView.Manner;
import dev.tallystick.portal.consent.AskedConsentView.Told;
import dev.tallystick.portal.document.AskedConsent;
import dev.tallystick.portal.document.AskingOwner;
import dev.tallystick.portal.document.ConsentToGive;
import dev.tallystick.portal.words.Bundles;
import dev.tallystick.portal.words.Words;
import dev.tallystick.web.ReaderText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Makes requests for consents readable, and a consent of one that the reader agrees to. */
final class AskedConsentViews {
  private static final Set<String> PLAIN = Set.of("COLLECT", "PROVIDE", "QUERY", "ONWARD");
  private static final double BASIS_POINTS_OF_A_PERCENT = 100.0;

  private final ReaderText text;
  private final Names names;
  private final ConsentMessages say;

  AskedConsentViews(ReaderText text, Names names) {
    this.text = text;
    this.names = names;
    this.say = Bundles.get(ConsentMessages.class, text.locale());
  }

  AskedConsentView view(AskedConsent.Partial asked) {
    return new AskedConsentView(
        asked.identifier().orElse(""),
        name(asked.requestedBy()),
        what(asked),
        Words.of(text.locale()).purpose(asked.purpose().orElse("?")),
        Words.of(text.locale()).categories(asked.datatypes()),
        asked.method().orElse("?"),
        text.period(asked.retention().orElse("?")),
        text.dayOfInstant(asked.validUntil().orElse("?")),
        asked.useLimit().isPresent()
            ? Optional.of(text.number(asked.useLimit().getAsLong()))
            : Optional.empty(),
        asked.noticeText().orElse(""),
        asked.noticeLanguage().orElse(""),
        asked.conflicts().stream().map(this::conflict).toList(),
        SpecialKinds.say(kind(asked), text),
        told(asked),
        manner(asked));
  }

  private List<Told> told(AskedConsent.Partial asked) {
    List<Told> told = new ArrayList<>();
    asked.country().ifPresent(code -> told.add(new Told(say.country(), country(code))));
    asked.necessity().ifPresent(words -> told.add(new Told(say.necessity(), words)));
    asked.impact().ifPresent(words -> told.add(new Told(say.impact(), words)));
    return told;
  }

  private String country(String code) {
    return SpecialKinds.country(code, text.locale());
  }

  private String what(AskedConsent.Partial asked) {
    String recipient = name(asked.recipient());
    String discloser = asked.locations().stream().findFirst().map(names::of).orElse("?");
    return switch (kind(asked)) {
      case "PROVIDE" -> say.supply(discloser, recipient);
      case "QUERY" -> say.query(recipient, discloser);
      default -> say.other(recipient, Words.of(text.locale()).of("consent", kind(asked)));
    };
  }

  private String conflict(AskingOwner.Partial owner) {
    String holder = owner.holderName().or(() -> owner.holder().map(names::of)).orElse("?");
    long percent = Math.round(owner.basisPoints().orElse(0) / BASIS_POINTS_OF_A_PERCENT);
    return holder + " (" + text.number(percent) + " %)";
  }

  private static Manner manner(AskedConsent.Partial asked) {
    if (PLAIN.contains(kind(asked))) {
      return Manner.PLAIN;
    }
    return SpecialKinds.WARNED.contains(kind(asked)) && isTold(asked)
        ? Manner.WARNED
        : Manner.ELSEWHERE;
  }

  /** Whether the request holds what a consent of its kind has to tell. */
  private static boolean isTold(AskedConsent.Partial asked) {
    return switch (kind(asked)) {
      case SpecialKinds.SENSITIVE -> asked.necessity().isPresent() && asked.impact().isPresent();
      case SpecialKinds.OUTBOUND -> asked.country().isPresent();
      default -> true;
    };
  }

  private static String kind(AskedConsent.Partial asked) {
    return asked.actions().stream().findFirst().orElse("?");
  }

  /**
   * The consent that was asked for, word for word, as consent-service takes it; nothing if it
   * cannot be given here.
   *
   * @param warned whether the reader says that they know what is special about it
   */
  static Optional<String> agreed(AskedConsent.Partial asked, boolean warned) {
    Manner manner = manner(asked);
    if (manner == Manner.ELSEWHERE || (manner == Manner.WARNED && !warned)) {
      return Optional.empty();
    }
    ConsentToGive.Builder consent =
        ConsentToGive.builder()
            .kind(kind(asked))
            .discloser(asked.locations().stream().findFirst())
            .recipient(asked.recipient())
            .purpose(asked.purpose())
            .categories(asked.datatypes())
            .method(asked.method())
            .retention(asked.retention())
            .notice(asked.notice())
            .validUntil(asked.validUntil())
            .useLimit(asked.useLimit())
            .necessity(asked.necessity())
            .impact(asked.impact())
            .country(asked.country());
    if (kind(asked).equals(SpecialKinds.WRITTEN_FINANCIAL)) {
      consent.adverseConsequencesTold(true);
    }
    return Optional.of(CanonicalJson.text(consent.build().toJson()));
  }

  private String name(Optional<String> party) {
    return party.map(names::of).orElse("?");
  }
}
