package dev.tallystick.gateway.suite;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.PublishedLine;
import dev.tallystick.gateway.document.PublishedTariff;
import dev.tallystick.gateway.document.PublishedTariffs;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.ReleaseCost;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The prices that bureaus publish, asked for once a minute. Thread-safe. */
@Singleton
public final class BureauPrices {
  private static final Duration KEPT = Duration.ofMinutes(1);

  private final SuiteClient suite;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> bureaus = new ConcurrentHashMap<>();

  private record Known(List<Price> prices, Instant until) {}

  /** A line of a version of a tariff. */
  private record Price(
      String tariff, String currency, String line, Optional<String> product, long amount) {}

  BureauPrices(SuiteClient suite, Clock clock) {
    this.suite = suite;
    this.clock = clock;
  }

  /**
   * Whether a fee is a line that the bureau publishes for this product, or nothing because the same
   * was charged before on that day.
   */
  public boolean isPublished(String bureau, String product, ReleaseCost fee)
      throws SuiteAwayException, RefusedException {
    return holds(prices(bureau, false), product, fee) || holds(prices(bureau, true), product, fee);
  }

  private static boolean holds(List<Price> prices, String product, ReleaseCost fee) {
    boolean isFree = fee.dedupOf().isPresent();
    return prices.stream()
        .filter(price -> price.tariff().equals(fee.tariff()) && price.line().equals(fee.line()))
        .filter(price -> price.product().filter(product::equals).isPresent())
        .filter(price -> price.currency().equals(fee.currency()))
        .anyMatch(price -> fee.amount() == (isFree ? 0 : price.amount()));
  }

  private List<Price> prices(String bureau, boolean isFresh)
      throws SuiteAwayException, RefusedException {
    Known known = bureaus.get(bureau);
    if (!isFresh && known != null && clock.instant().isBefore(known.until())) {
      return known.prices();
    }
    List<Price> prices =
        suite.ask(
            (party, api, endpoints) ->
                read(api.getPublic(endpoints.bureau("/v1/tariffs?bureau=" + bureau))));
    bureaus.put(bureau, new Known(prices, clock.instant().plus(KEPT)));
    return prices;
  }

  private static List<Price> read(String answer) throws IOException {
    List<Price> prices = new ArrayList<>();
    try {
      JsonValue json = CanonicalJson.parseMessage(answer.getBytes(StandardCharsets.UTF_8));
      for (PublishedTariff tariff : PublishedTariffs.read((JsonObject) json).tariffs()) {
        for (PublishedLine line : tariff.lines()) {
          prices.add(
              new Price(
                  tariff.tariff(), tariff.currency(), line.line(), line.product(), line.amount()));
        }
      }
    } catch (MalformedJsonException | IllegalMemberException | ClassCastException e) {
      throw new IOException("the bureau's tariffs are not of the form asked for", e);
    }
    return List.copyOf(prices);
  }
}
