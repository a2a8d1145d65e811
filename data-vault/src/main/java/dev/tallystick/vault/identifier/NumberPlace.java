package dev.tallystick.vault.identifier;

import java.util.Optional;

/**
 * Where a number stands among numbers that were given out in a row.
 *
 * @param series what all of the row have in common
 * @param position where it stands; its neighbours stand at one less and one more
 */
record NumberPlace(String series, long position) {
  private static final int CARD_LENGTH = 18;
  private static final int MOST_DIGITS = 15;

  /**
   * The place of a number; none of a customer number, which a platform gives out in a row itself,
   * and none of a number that ends in a letter.
   *
   * <p>The last character of an identity card of eighteen is a check digit, which says nothing
   * about the place (GB 11643).
   */
  static Optional<NumberPlace> of(PersonIdentifier identifier) {
    return switch (identifier.scheme()) {
      case CUSTOMER_NO -> Optional.empty();
      case PHONE -> inSeries("PHONE", identifier.value());
      case ID_CARD -> {
        String number = identifier.value();
        yield number.length() == CARD_LENGTH
            ? inSeries("CARD", number.substring(0, CARD_LENGTH - 1))
            : inSeries("DOCUMENT" + number.length(), number);
      }
    };
  }

  private static Optional<NumberPlace> inSeries(String kind, String number) {
    int start = number.length();
    while (start > 0
        && number.length() - start < MOST_DIGITS
        && Character.isDigit(number.charAt(start - 1))) {
      start--;
    }
    return start == number.length()
        ? Optional.empty()
        : Optional.of(
            new NumberPlace(
                kind + "/" + number.substring(0, start), Long.parseLong(number.substring(start))));
  }

  /** The number so many places on. */
  NumberPlace plus(int places) {
    return new NumberPlace(series, position + places);
  }

  @Override
  public String toString() {
    return "NumberPlace[redacted]";
  }
}
