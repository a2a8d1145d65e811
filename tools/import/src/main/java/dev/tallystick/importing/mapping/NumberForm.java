package dev.tallystick.importing.mapping;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * How numbers are written in the file.
 *
 * @param decimal the mark before the fraction
 * @param thousands the mark between thousands, or a NUL character if there is none
 * @param ignored characters around a number that say nothing, such as a currency sign
 */
public record NumberForm(char decimal, char thousands, String ignored) {
  private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,18}(\\.[0-9]{0,12})?");

  /** The minus sign of typography. */
  private static final char MINUS = '\u2212';

  /** Numbers as programs write them. */
  public static final NumberForm PLAIN = new NumberForm('.', '\0', "");

  /**
   * The number that a text spells; a minus sign may stand behind it, and parentheses mean minus.
   *
   * @throws RowRefusedException if it spells none
   */
  BigDecimal parse(String text, String column) throws RowRefusedException {
    StringBuilder plain = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == decimal) {
        plain.append('.');
      } else if (c == MINUS) {
        plain.append('-');
      } else if (c == '.') {
        if (thousands != '.') {
          throw new RowRefusedException("NUMBER_INVALID", column);
        }
      } else if (c != thousands && ignored.indexOf(c) < 0 && !Character.isSpaceChar(c)) {
        plain.append(c);
      }
    }
    String number = signed(plain.toString());
    if (!NUMBER.matcher(number).matches()) {
      throw new RowRefusedException("NUMBER_INVALID", column);
    }
    return new BigDecimal(number);
  }

  private static String signed(String plain) {
    if (plain.startsWith("(") && plain.endsWith(")")) {
      return "-" + plain.substring(1, plain.length() - 1);
    }
    return plain.endsWith("-") ? "-" + plain.substring(0, plain.length() - 1) : plain;
  }
}
