package dev.tallystick.importing.mapping;

import dev.tallystick.events.json.JsonInteger;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;

/**
 * The unit of a number in a record: records hold whole numbers only.
 *
 * @param digits how many decimal digits a unit moves; 2 for amounts in cents
 * @param exact whether a number that does not come out whole is refused, rather than rounded
 * @param currency of ISO 4217; empty for what is no money
 */
public record Unit(int digits, boolean exact, String currency) {
  /** Whole numbers as they are. */
  static final Unit WHOLE = new Unit(0, true, "");

  private static final BigDecimal MOST = BigDecimal.valueOf(JsonInteger.MAX);

  /** Minor units of a currency, rounded half up at the end. */
  static Unit minorOf(Currency currency) {
    return new Unit(
        Math.max(0, currency.getDefaultFractionDigits()), false, currency.getCurrencyCode());
  }

  /** The number in this unit. */
  public long of(BigDecimal number, String column) throws RowRefusedException {
    BigDecimal moved = number.movePointRight(digits);
    try {
      BigDecimal whole =
          exact
              ? moved.setScale(0, RoundingMode.UNNECESSARY)
              : moved.setScale(0, RoundingMode.HALF_UP);
      if (whole.abs().compareTo(MOST) > 0) {
        throw new RowRefusedException("NUMBER_TOO_LARGE", column);
      }
      return whole.longValueExact();
    } catch (ArithmeticException e) {
      throw new RowRefusedException("NUMBER_NOT_WHOLE", column);
    }
  }
}
