package dev.tallystick.vault.identifier;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What kind of number identifies a person, and which spellings of it are the same number.
 *
 * <p>The rules are API ({@code docs/spec/records.md}): a change of one would part people from their
 * records. Check digits are not verified: a number that fails its check may still be the one that a
 * platform has on file, and numbers of sample data must not be anybody's.
 */
public enum Scheme {
  /** The number of an identity document. */
  ID_CARD {
    @Override
    Optional<String> normalise(String raw) {
      String number = SEPARATORS.matcher(raw).replaceAll("").toUpperCase(Locale.ROOT);
      return ID_CARD_FORM.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }
  },

  /** A telephone number; eleven digits that start with 1 are Chinese, others name their country. */
  PHONE {
    @Override
    Optional<String> normalise(String raw) {
      String number = PHONE_SEPARATORS.matcher(raw).replaceAll("");
      if (number.startsWith("00")) {
        number = "+" + number.substring(2);
      } else if (CHINESE_MOBILE.matcher(number).matches()) {
        number = "+86" + number;
      }
      return E164.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }
  },

  /** A platform's own number for a customer; means something at that platform only. */
  CUSTOMER_NO {
    @Override
    Optional<String> normalise(String raw) {
      String number = raw.strip();
      return CUSTOMER_FORM.matcher(number).matches() ? Optional.of(number) : Optional.empty();
    }
  };

  private static final int LONGEST = 128;
  private static final Pattern SEPARATORS = Pattern.compile("[\\s-]");
  private static final Pattern PHONE_SEPARATORS = Pattern.compile("[\\s().-]");
  private static final Pattern ID_CARD_FORM = Pattern.compile("[0-9A-Z]{6,32}");
  private static final Pattern CHINESE_MOBILE = Pattern.compile("1[0-9]{10}");
  private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final Pattern CUSTOMER_FORM = Pattern.compile("[A-Za-z0-9._:/-]{1,64}");

  /** The one spelling of the number, if {@code raw} spells one; wide digits and the like count. */
  Optional<String> spelling(String raw) {
    return raw.length() > LONGEST
        ? Optional.empty()
        : normalise(Normalizer.normalize(raw, Normalizer.Form.NFKC));
  }

  abstract Optional<String> normalise(String raw);

  /** The scheme of this name, if there is one. */
  public static Optional<Scheme> find(String name) {
    for (Scheme scheme : values()) {
      if (scheme.name().equals(name)) {
        return Optional.of(scheme);
      }
    }
    return Optional.empty();
  }
}
