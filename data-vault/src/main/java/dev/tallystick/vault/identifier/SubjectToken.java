package dev.tallystick.vault.identifier;

import dev.tallystick.events.SubjectForm;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/**
 * The name of a person everywhere in the suite: 128 random bits, {@code sub_} and 26 base32
 * characters. It tells nothing of the person, and only this service knows whose it is.
 */
public record SubjectToken(String value) {
  private static final String PREFIX = "sub_";
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  /** The last character holds three bits of the token and two spare ones, which are zero. */
  private static final Pattern FORM = Pattern.compile(SubjectForm.REGEX);

  public SubjectToken {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a subject token");
    }
  }

  /** The token of this text, if it is one. */
  public static Optional<SubjectToken> find(String text) {
    return FORM.matcher(text).matches() ? Optional.of(new SubjectToken(text)) : Optional.empty();
  }

  static SubjectToken draw(RandomGenerator random) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    StringBuilder text = new StringBuilder(PREFIX);
    for (int at = 0; at < 128; at += 5) {
      int group = 0;
      for (int bit = at; bit < at + 5; bit++) {
        int value = bit < 128 ? (bits[bit / 8] >> (7 - bit % 8)) & 1 : 0;
        group = group << 1 | value;
      }
      text.append(BASE32.charAt(group));
    }
    return new SubjectToken(text.toString());
  }

  /** The token itself names nobody, but whoever has it can list a person's entries. */
  @Override
  public String toString() {
    return "SubjectToken[redacted]";
  }
}
