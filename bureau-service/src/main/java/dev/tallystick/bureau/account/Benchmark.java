package dev.tallystick.bureau.account;

import dev.tallystick.bureau.document.BenchmarkPrice;
import dev.tallystick.bureau.document.BenchmarkPrices;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What the state's credit reference centre asks for a report, as data: the column beside every
 * invoice and estimate.
 */
@Singleton
public final class Benchmark {
  private static final String FILE = "benchmark.json";

  private final BenchmarkPrices prices = read();

  private static BenchmarkPrices read() {
    try (InputStream in = Benchmark.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + FILE + " is missing");
      }
      return BenchmarkPrices.read((JsonObject) CanonicalJson.parse(in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (MalformedJsonException e) {
      throw new IllegalStateException("the resource " + FILE + " is no JSON", e);
    }
  }

  /** Whose prices they are. */
  public String name() {
    return prices.name();
  }

  /** Where they are published, and how sure that is. */
  public String source() {
    return prices.citation() + " (" + prices.confidence() + ")";
  }

  /** What a user of a class pays there, in minor units; nothing in another currency. */
  public Optional<Long> price(String userClass, String currency) {
    if (!currency.equals(prices.currency())) {
      return Optional.empty();
    }
    return prices.prices().stream()
        .filter(price -> price.userClasses().contains(userClass))
        .findFirst()
        .or(
            () ->
                prices.prices().stream().filter(price -> price.userClasses().isEmpty()).findFirst())
        .map(BenchmarkPrice::amount);
  }
}
