package dev.tallystick.scorecard;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
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
import java.util.NoSuchElementException;

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
        | NoSuchElementException
        | DateTimeException e) {
      throw new ScorecardException(where + " is no list of tariffs", e);
    }
  }

  private static List<Price> read(JsonObject answer, String where, String userClass, Instant now)
      throws ScorecardException {
    JsonObject newest = null;
    Instant from = Instant.MIN;
    for (JsonValue each : answer.getArray("tariffs").items()) {
      JsonObject tariff = (JsonObject) each;
      Instant effective = Instant.parse(tariff.getString("effectiveFrom"));
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
    for (JsonValue each : newest.getArray("lines").items()) {
      JsonObject line = (JsonObject) each;
      if (line.findString("product").isPresent() && line.getString("userClass").equals(userClass)) {
        prices.add(
            new Price(
                newest.getString("bureau"),
                line.getString("line"),
                line.getString("product"),
                newest.getString("currency"),
                line.getInteger("amount"),
                !line.findString("dedup").filter("NONE"::equals).isPresent()));
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
