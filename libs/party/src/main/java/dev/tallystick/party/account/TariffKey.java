package dev.tallystick.party.account;

import java.util.Comparator;

/** A line of a tariff, by the names that fees have of it. */
public record TariffKey(String tariff, String line) implements Comparable<TariffKey> {
  private static final Comparator<TariffKey> ORDER =
      Comparator.comparing(TariffKey::tariff).thenComparing(TariffKey::line);

  @Override
  public int compareTo(TariffKey other) {
    return ORDER.compare(this, other);
  }
}
