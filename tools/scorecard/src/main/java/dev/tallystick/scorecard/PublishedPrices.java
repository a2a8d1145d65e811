package dev.tallystick.scorecard;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.scorecard.document.PricedLine;
import dev.tallystick.scorecard.document.PricedTariff;
import dev.tallystick.scorecard.document.PricedTariffs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What bureaus ask of a class of lenders, from what {@code GET /v1/tariffs?bureau=} answers. */
final class PublishedPrices {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private PublishedPrices() {}

  /** A price that is in force. */
  record Price(
      String bureau,
      String line,
      String product,
      String currency,
      long amount,
      boolean oncePerDay) {}

  /** Reads prices from a file, or an address. */
  static List<Price> read(String where, String userClass, Instant now)
      throws IOException, ScorecardException {
    try {
      return read((JsonObject) CanonicalJson.parseMessage(bytes(where)), where, userClass, now);
    } catch (MalformedJsonException
        | ClassCastException
        | IllegalMemberException
        | DateTimeException e) {
      throw new ScorecardException(where + " is no list of tariffs", e);
    }
  }

  private static List<Price> read(JsonObject answer, String where, String userClass, Instant now)
      throws ScorecardException {
    PricedTariff newest = null;
    Instant from = Instant.MIN;
    for (PricedTariff tariff : PricedTariffs.read(answer).tariffs()) {
      Instant effective = Instant.parse(tariff.effectiveFrom());
      // The newest version stands first: of two that began at once it counts.
      if (!effective.isAfter(now) && effective.isAfter(from)) {
        newest = tariff;
        from = effective;
      }
    }
    if (newest == null) {
      throw new ScorecardException(where + " has no tariff that is in force");
    }
    List<Price> prices = new ArrayList<>();
    for (PricedLine line : newest.lines()) {
      if (line.product().isPresent() && line.userClass().filter(userClass::equals).isPresent()) {
        prices.add(
            new Price(
                newest.bureau(),
                line.line(),
                line.product().get(),
                newest.currency(),
                line.amount(),
                line.dedup().filter("NONE"::equals).isEmpty()));
      }
    }
    return prices;
  }

  private static byte[] bytes(String where) throws IOException, ScorecardException {
    if (!where.startsWith("http://") && !where.startsWith("https://")) {
      return Files.readAllBytes(Path.of(where));
    }
    try {
      HttpRequest request = HttpRequest.newBuilder(URI.create(where)).timeout(PATIENCE).build();
      var answer =
          HttpClient.newBuilder()
              .connectTimeout(PATIENCE)
              .build()
              .send(request, BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new ScorecardException(where + " answers " + answer.statusCode());
      }
      return answer.body();
    } catch (IllegalArgumentException e) {
      throw new ScorecardException(where + " is no address", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
