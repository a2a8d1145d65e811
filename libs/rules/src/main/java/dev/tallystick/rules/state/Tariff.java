package dev.tallystick.rules.state;

import java.util.List;
import java.util.Optional;

/** All prices of a bureau from an instant on. */
public record Tariff(
    String id,
    long version,
    String party,
    String currency,
    long effectiveFromMillis,
    List<Line> lines) {

  /** A price. */
  public record Line(
      String line,
      String payer,
      Optional<String> product,
      String userClass,
      long amount,
      String dedup) {}

  public Tariff {
    lines = List.copyOf(lines);
  }

  /** The price of a product for a class of recipients, if it has one. */
  public Optional<Line> lineFor(String product, String userClass) {
    for (Line line : lines) {
      if (line.payer().equals("RECIPIENT")
          && line.product().filter(product::equals).isPresent()
          && line.userClass().equals(userClass)) {
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
