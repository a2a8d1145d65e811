package dev.tallystick.bench.decision;

import dev.tallystick.bench.inquiry.Question;
import dev.tallystick.events.json.CanonicalJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * May a platform give the bureau its records about a person? Asked as data-vault asks, over the
 * bureau's signature, of another person each time; a permit is expected.
 */
final class SupplyQuestion implements Question {
  private static final long STRIDE = 7_919;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI target;
  private final List<String> tokens;
  private final Market market;
  private final Crowd crowd;
  private final Clock clock;

  SupplyQuestion(URI target, List<String> tokens, Market market, Crowd crowd, Clock clock) {
    this.target = target;
    this.tokens = List.copyOf(tokens);
    this.market = market;
    this.crowd = crowd;
    this.clock = clock;
  }

  @Override
  public void ask(long number) throws Exception {
    String subject = crowd.subject(number * STRIDE % crowd.subjects());
    String inquiry = "inq_" + Crowd.uuid(number, 0);
    String body =
        CanonicalJson.text(market.question(Market.platform(0), subject, inquiry, clock.instant()));
    HttpRequest request =
        HttpRequest.newBuilder(target)
            .timeout(Duration.ofSeconds(10))
            .header("Authorization", "Bearer " + tokens.get((int) (number % tokens.size())))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
    if (answer.statusCode() != 200 || !answer.body().contains("\"outcome\":\"PERMIT\"")) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
  }
}
