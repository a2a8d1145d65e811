package dev.tallystick.consent.party;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.tlog.Hash;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/** The code by which a party registers its first key: 125 drawn bits. It is shown once. */
record EnrolmentCode(String characters) {
  private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int LENGTH = 25;
  private static final int GROUP = 5;
  private static final Pattern FORM = Pattern.compile("[A-Z2-7]{" + LENGTH + "}");

  EnrolmentCode {
    if (!FORM.matcher(characters).matches()) {
      throw new IllegalArgumentException("no enrolment code");
    }
  }

  /** Draws one; the generator must be a {@code SecureRandom} outside tests. */
  static EnrolmentCode draw(RandomGenerator random) {
    StringBuilder characters = new StringBuilder(LENGTH);
    for (int i = 0; i < LENGTH; i++) {
      characters.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return new EnrolmentCode(characters.toString());
  }

  /** Reads one as people write it: dashes, spaces and small letters do not matter. */
  static Optional<EnrolmentCode> parse(String text) {
    String characters = text.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return FORM.matcher(characters).matches()
        ? Optional.of(new EnrolmentCode(characters))
        : Optional.empty();
  }

  /** What the log keeps of it. */
  Hash hash() {
    return Hash.sha256(characters.getBytes(US_ASCII));
  }

  /** Whether the log keeps this of it; takes the same time whatever the answer is. */
  boolean hashesTo(String hex) {
    return MessageDigest.isEqual(hash().hex().getBytes(US_ASCII), hex.getBytes(US_ASCII));
  }

  /** In groups, to be read to somebody. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < LENGTH; i += GROUP) {
      text.append(i == 0 ? "" : "-").append(characters, i, i + GROUP);
    }
    return text.toString();
  }

  /** Shows no code. */
  @Override
  public String toString() {
    return "EnrolmentCode";
  }
}
