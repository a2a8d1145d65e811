package dev.tallystick.system.fault;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.demo.RunningSuite;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.system.Suite;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;

/** A person of the packaged suite is told by mail of what the log has in their name. */
@ExtendWith(Suite.Extension.class)
@ResourceLock(Suite.LOCK)
class AlertsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern CODE = Pattern.compile("confirmation\\?code=([A-Za-z0-9_-]{43})");
  private static final Pattern MESSAGE_ID = Pattern.compile("<(alr_[0-9a-f-]{36})@.*>");
  private static final Set<String> TOLD =
      Set.of(
          "dev.tallystick.consent.given.v1",
          "dev.tallystick.data.denied.v1",
          "dev.tallystick.data.released.v1");
  private static final int KILLS = 3;

  private final Suite suite;
  private final HttpClient http = HttpClient.newHttpClient();
  private final String mailbox = "no0-" + UUID.randomUUID() + "@post.example";
  private RunningSuite running;
  private Scene scene;
  private Applicant applicant;
  private long confirmedMillis;

  AlertsIT(Suite suite) {
    this.suite = suite;
  }

  @BeforeEach
  void subscribe() throws Exception {
    suite.up();
    suite.awaitHealthy();
    scene = Scene.open(suite);
    applicant = scene.applicants(1).get(0);
    running = new RunningSuite(SuiteFolder.existing(suite.command().home()), Clock.systemUTC());
    String body = "{\"to\":\"%s\",\"pace\":\"AT_ONCE\",\"language\":\"en\"}".formatted(mailbox);
    assertThat(vault("PUT", "/v1/me/alerts/mail", body).get("state").asText()).isEqualTo("PENDING");
    await().atMost(Duration.ofSeconds(20)).until(() -> mails().size() == 1);
    Matcher code = CODE.matcher(String.valueOf(mails().get(0).getContent()));
    assertThat(code.find()).isTrue();
    String confirmation = "{\"code\":\"%s\"}".formatted(code.group(1));
    assertThat(vault("POST", "/v1/me/alerts/confirmation", confirmation).get("state").asText())
        .isEqualTo("CONFIRMED");
    confirmedMillis = System.currentTimeMillis();
  }

  @Test
  void mailOfASale_isThereWithinTenSeconds() throws Exception {
    var unusedReport = scene.inquire(applicant);

    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              Set<String> since = logged();
              assertThat(since).as("two platforms and a bureau").hasSize(3);
              assertThat(told()).isEqualTo(since);
            });
    assertThat(counts().values()).allMatch(count -> count == 1);
    for (MimeMessage mail : mails()) {
      assertThat(String.valueOf(mail.getContent()))
          .doesNotContain("bureau", "bank", "mall", "pay-south", applicant.subject());
    }
  }

  /** People go on consenting, and parts of what they are told go out, while the sender dies. */
  @Test
  @Tag("ci")
  void killedSender_losesNothing_andSendsNothingMoreThanTwice() throws Exception {
    Faults faults = new Faults(suite);
    int acts = 0;
    for (int kill = 0; kill < KILLS; kill++) {
      int seen = mails().size();
      for (int i = 0; i < 4; i++) {
        applicant = scene.consentAgain(applicant);
        acts++;
      }
      await().atMost(Duration.ofMinutes(2)).until(() -> mails().size() > seen);
      faults.kill("data-vault");
      applicant = scene.consentAgain(applicant);
      acts++;
      suite.awaitHealthy();
    }

    int expected = acts;
    await()
        .atMost(Duration.ofMinutes(4))
        .untilAsserted(
            () -> {
              Set<String> since = logged();
              assertThat(since).hasSizeGreaterThanOrEqualTo(expected);
              assertThat(told()).isEqualTo(since);
            });
    assertThat(counts().values()).allMatch(count -> count <= 2);
  }

  /** The ids of the entries that the person's list has since, of the types that are told. */
  private Set<String> logged() throws Exception {
    Set<String> ids = new HashSet<>();
    String next = "";
    do {
      JsonNode page =
          call(
              "GET",
              suite.address("AUDIT_URL") + "/v1/me/usage?limit=200" + next,
              Optional.empty());
      for (JsonNode entry : page.get("entries")) {
        if (TOLD.contains(entry.at("/opening/stub/value/type").asText())) {
          ids.add(entry.at("/opening/body/value/id").asText());
        }
      }
      next = page.has("next") ? "&cursor=" + page.get("next").asText() : "";
    } while (!next.isEmpty());
    return sinceConfirmed(ids);
  }

  /** What the person did before may come into the list late, and is told or not. */
  private Set<String> sinceConfirmed(Set<String> ids) {
    return ids.stream()
        .filter(id -> UUID.fromString(id).getMostSignificantBits() >>> 16 >= confirmedMillis)
        .collect(Collectors.toSet());
  }

  /** The ids of the entries that the mails are about. */
  private Set<String> told() throws Exception {
    Set<String> ids = new HashSet<>();
    for (String message : counts().keySet()) {
      vault("GET", "/v1/me/alerts/messages/" + message, "")
          .get("events")
          .forEach(event -> ids.add(event.get("event").asText()));
    }
    return sinceConfirmed(ids);
  }

  /** How often each message has come, without the one that confirmed the address. */
  private Map<String, Integer> counts() throws Exception {
    Map<String, Integer> counts = new TreeMap<>();
    for (MimeMessage mail : mails()) {
      if (!CODE.matcher(String.valueOf(mail.getContent())).find()) {
        Matcher id = MESSAGE_ID.matcher(mail.getMessageID());
        assertThat(id.matches()).isTrue();
        counts.merge(id.group(1), 1, Integer::sum);
      }
    }
    return counts;
  }

  /** What the suite's mailbox has for the person, in order. */
  private List<MimeMessage> mails() throws Exception {
    List<MimeMessage> found = new ArrayList<>();
    String page = suite.address("MAILBOX_URL");
    for (int number = 1; ; number++) {
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(page + "/" + number)).build(),
              HttpResponse.BodyHandlers.ofString());
      if (answer.statusCode() == 404) {
        return found;
      }
      MimeMessage mail =
          new MimeMessage(
              Session.getInstance(new Properties()),
              new ByteArrayInputStream(answer.body().getBytes(UTF_8)));
      if (mail.getHeader("To")[0].contains(mailbox)) {
        found.add(mail);
      }
    }
  }

  private JsonNode vault(String method, String path, String body) throws Exception {
    return call(
        method,
        suite.address("VAULT_URL") + path,
        Optional.of(body).filter(text -> !text.isEmpty()));
  }

  private JsonNode call(String method, String url, Optional<String> body) throws Exception {
    URI uri = URI.create(url);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofSeconds(30))
            .header("Content-Type", "application/json")
            .method(
                method,
                body.map(HttpRequest.BodyPublishers::ofString)
                    .orElseGet(HttpRequest.BodyPublishers::noBody));
    running.headers(applicant.name(), method, uri).forEach(request::header);
    HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }
}
