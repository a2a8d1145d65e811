package dev.tallystick.portal.consent;

import dev.tallystick.portal.words.Bundles;
import dev.tallystick.web.ReaderText;
import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Set;

/** What is special about a consent of a kind that the law asks for on its own, in plain words. */
final class SpecialKinds {
  static final String WRITTEN_FINANCIAL = "WRITTEN_FINANCIAL";
  static final String SENSITIVE = "SENSITIVE";
  static final String OUTBOUND = "OUTBOUND";

  /** Of these the reader has to say that they know. */
  static final Set<String> WARNED = Set.of(WRITTEN_FINANCIAL, SENSITIVE, OUTBOUND);

  private SpecialKinds() {}

  /** A sentence or two; empty of a kind that has nothing special. */
  static String say(String kind, ReaderText text) {
    ConsentMessages say = Bundles.get(ConsentMessages.class, text.locale());
    return switch (kind) {
      case WRITTEN_FINANCIAL -> say.specialFinancial();
      case SENSITIVE -> say.specialSensitive();
      case OUTBOUND -> say.specialOutbound();
      case "ONWARD" -> say.specialOnward();
      default -> "";
    };
  }

  /** A country as the reader calls it; the code if it is none. */
  static String country(String code, Locale reader) {
    try {
      String name = new Locale.Builder().setRegion(code).build().getDisplayCountry(reader);
      return name.isEmpty() ? code : name;
    } catch (IllformedLocaleException e) {
      return code;
    }
  }
}
