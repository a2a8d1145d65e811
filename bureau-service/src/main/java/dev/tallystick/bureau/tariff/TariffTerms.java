package dev.tallystick.bureau.tariff;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** What a bureau says of its prices. */
record TariffTerms(String currency, Instant effectiveFrom, List<TariffLine> lines) {
  TariffTerms {
    lines = lines.stream().sorted(Comparator.comparing(TariffLine::name)).toList();
  }
}
