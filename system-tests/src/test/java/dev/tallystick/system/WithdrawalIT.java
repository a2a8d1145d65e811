package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A person withdraws; the bureau that holds what came under the consent is told, and says what
 * became of it, without anybody having to think of it.
 */
@ExtendWith(Suite.Extension.class)
class WithdrawalIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String PERSON = "dora";
  private static final String BUREAU = "bureau-west";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Suite suite;

  WithdrawalIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void up() throws Exception {
    suite.ready();
    assertThat(suite.firstSale().exitCode()).isZero();
  }

  @Test
  void withdrawal_isAnsweredByTheBureauItself() throws Exception {
    String consent = suite.firstSale().named("provide");

    String token = suite.token(PERSON);
    String service = suite.address("CONSENT_URL");

    HttpResponse<String> withdrawn = withdraw(service, token, consent);

    assertThat(withdrawn.statusCode()).as(withdrawn.body()).isIn(201, 202);
    JsonNode notice =
        await().atMost(LIMIT).until(() -> notice(service, token), WithdrawalIT::isAnswered);
    assertThat(notice.path("status").asText()).as("%s", notice).isIn("DONE", "NOT_HELD");
    assertThat(notice.path("from").asText()).isEqualTo("plum-market");
    assertThat(notice.hasNonNull("index")).as("the notice is in the log").isTrue();
  }

  private static boolean isAnswered(JsonNode notice) {
    String status = notice.path("status").asText("open");
    return !status.equals("open");
  }

  /** What the person sees of the notice to the bureau; empty as long as there is none. */
  private static JsonNode notice(String service, String token) throws Exception {
    String url = service + "/v1/me/stop-notices";
    for (JsonNode notice : JSON.readTree(Suite.read(url, token)).get("notices")) {
      if (notice.get("to").asText().equals(BUREAU)) {
        return notice;
      }
    }
    return JSON.createObjectNode();
  }

  private static HttpResponse<String> withdraw(String service, String token, String consent)
      throws Exception {
    URI uri = URI.create(service + "/v1/consents/" + consent + "/withdrawal");
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .POST(HttpRequest.BodyPublishers.ofString("{}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
