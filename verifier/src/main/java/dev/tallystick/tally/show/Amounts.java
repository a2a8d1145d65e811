package dev.tallystick.tally.show;

import dev.tallystick.tally.document.ToldFee;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/** Fees as people write them: {@code 8.00 CNY}, where the log has 800 of the smallest unit. */
final class Amounts {
  private Amounts() {}

  static Optional<String> of(ToldFee.Partial fee) {
    return fee.amount().isPresent()
        ? Optional.of(text(fee.amount().getAsLong(), fee.currency().orElse("")))
        : Optional.empty();
  }

  private static String text(long amount, String currency) {
    int digits;
    try {
      digits = Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return amount + " of the smallest unit of " + currency;
    }
    return BigDecimal.valueOf(amount, digits).toPlainString() + " " + currency;
  }
}
