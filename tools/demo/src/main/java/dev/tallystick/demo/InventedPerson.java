package dev.tallystick.demo;

import dev.tallystick.party.Identifier;
import java.util.List;
import java.util.Locale;

/**
 * Somebody who does not exist, by number; the same number gives the same person.
 *
 * @param number from 0 to 9,999,999
 */
public record InventedPerson(int number) {
  private static final int[] WEIGHTS = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
  private static final String CHECK = "10X98765432";
  private static final List<String> GIVEN_NAMES =
      List.of(
          "Anouk", "Bela", "Corin", "Dilan", "Edda", "Farid", "Greta", "Hanno", "Ilka", "Jonna");
  private static final List<String> FAMILY_NAMES =
      List.of("Alderwick", "Brannock", "Castelow", "Dunmorrow", "Ellerby", "Fenwater", "Garrowby");

  /** An identity number with the check character that real ones have, of a region that is none. */
  String idCard() {
    String digits =
        String.format(
            Locale.ROOT,
            "999999%04d%02d%02d%03d",
            1950 + number % 50,
            1 + number / 50 % 12,
            1 + number / 600 % 28,
            number / 16_800 % 1_000);
    int sum = 0;
    for (int i = 0; i < WEIGHTS.length; i++) {
      sum += WEIGHTS[i] * (digits.charAt(i) - '0');
    }
    return digits + CHECK.charAt(sum % CHECK.length());
  }

  /** What the person is called; others have the same name. */
  String givenName() {
    return GIVEN_NAMES.get(number % GIVEN_NAMES.size());
  }

  String familyName() {
    return FAMILY_NAMES.get(number % FAMILY_NAMES.size());
  }

  /** How the person is known to others. */
  public Identifier identifier() {
    return Identifier.of("ID_CARD", idCard());
  }

  /** Shows no identifier. */
  @Override
  public String toString() {
    return "InventedPerson[" + number + "]";
  }
}
