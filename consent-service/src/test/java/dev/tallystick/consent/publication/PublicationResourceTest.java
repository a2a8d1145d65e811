package dev.tallystick.consent.publication;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.consent.Agreed;
import dev.tallystick.consent.World;
import dev.tallystick.consent.state.LiveState;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.rules.state.State;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What everybody may read of what parties collect and pass on. */
@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PublicationResourceTest {
  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @Inject LiveState live;
  @Inject Publications publications;
  @Inject TrafficProjection traffic;

  private World world;

  @BeforeEach
  void signUp() {
    world = World.in(log);
  }

  /** Not from the page, which is kept for a minute. */
  private Optional<PublicationJson.PartnerJson> recipient(String from, String to) {
    return publications.of(from).stream()
        .flatMap(page -> page.recipients().stream())
        .filter(partner -> partner.party().equals(to))
        .findFirst();
  }

  private String release(String to, String category) {
    String person = World.person();
    Map<String, JsonValue> internal = new TreeMap<>();
    internal.put("request", JsonString.of("e30.e30.e30"));
    internal.put("decision", JsonString.of("e30.e30.e30"));
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE_1")
            .put("release", World.id("rel"))
            .put("from", world.ride.id())
            .put("to", to)
            .put("purpose", Agreed.SUPPLY)
            .put("endPurpose", Agreed.LOAN)
            .put("categories", JsonArray.ofStrings(List.of(category)))
            .put("recordCount", 1)
            .put("recordsRoot", "00".repeat(32))
            .put("payloadDigest", "11".repeat(32))
            .put("jweDigest", "22".repeat(32))
            .put("recipientKey", world.bureau.keys().publicKeys().encryptionKey().keyId())
            .put("agreement", World.id("agr"))
            .build();
    ScriptedEvent entry =
        world.append(
            "data-vault",
            "data.released",
            Optional.of(person),
            data,
            Optional.of(JsonObject.of(internal)));
    assertThat(live.awaitIndex(entry.index(), Duration.ofSeconds(60))).isTrue();
    return person;
  }

  @Test
  void r57_aStrangerReadsCategoriesFormatObjectionRouteAndRecipients() {
    Response page = given().get("/v1/publications/bureau-north");

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertThat(page.header("Cache-Control")).isEqualTo("public, max-age=60");
    assertThat(page.<List<String>>path("categories.category"))
        .contains("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE");
    assertThat(page.<String>path("format.schemas")).isEqualTo("/v1/schemas");
    assertThat(page.<String>path("objection.contact")).contains("Quay Road");
    assertThat(page.<String>path("objection.complaints.en")).contains("People's Bank of China");
    assertThat(page.<List<String>>path("recipients.party")).contains("bank-riverside");
    assertThat(page.<List<String>>path("sources.party")).contains("mall-east");
    assertThat(page.<List<String>>path("recipients.find{it.party=='bank-riverside'}.purposes"))
        .contains("LOAN_APPROVAL");
    assertThat(publications.all().publishers())
        .extracting(PublicationsJson.PublisherJson::party)
        .contains("bank-riverside", "bureau-north", "mall-east")
        .doesNotContain("authority");
  }

  @Test
  void r57_numbersBelowTenAreHidden_andTheOthersToldInTens() {
    List<String> persons = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      persons.add(release("bureau-quiet", "TRAVEL.AGGREGATE"));
    }
    assertThat(recipient("ride-west", "bureau-quiet")).as("after nine").isEmpty();

    for (int i = 0; i < 4; i++) {
      persons.add(release("bureau-quiet", "TRAVEL.AGGREGATE"));
    }
    persons.add(release("bureau-quiet", "MOBILITY.RIDE"));

    assertThat(recipient("ride-west", "bureau-quiet")).isPresent();
    PublicationJson.PartnerJson told = recipient("ride-west", "bureau-quiet").orElseThrow();
    assertThat(told.releases()).as("of fourteen").isEqualTo(10);
    assertThat(told.categories()).as("one was once").containsExactly("TRAVEL.AGGREGATE");
    assertThat(told.agreement()).isNull();
    State state = live.current();
    traffic.restored(state, traffic.kept());
    assertThat(recipient("ride-west", "bureau-quiet")).contains(told);
    String everything = publications.of("ride-west").orElseThrow().toString();
    persons.forEach(person -> assertThat(everything).doesNotContain(person));
  }

  /** By another address of this host, so that no other test is refused. */
  @Test
  void get_tooOftenFromOneAddress_isRefusedUntilTheMinuteIsOver() throws Exception {
    int port = RestAssured.port;
    String request = "GET /v1/publications HTTP/1.1\r\nHost: localhost\r\n\r\n";
    boolean refused = false;
    try (Socket stranger = new Socket()) {
      stranger.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 77}), 0));
      stranger.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      stranger.setSoTimeout(60_000);
      // A minute may end in between, and then it takes as many again.
      for (int i = 0; i < 700 && !refused; i++) {
        stranger.getOutputStream().write(request.getBytes(US_ASCII));
        String answer = answer(stranger.getInputStream());
        refused = answer.startsWith("HTTP/1.1 429");
        if (refused) {
          assertThat(answer)
              .contains("PUBLICATION_QUOTA_EXCEEDED")
              .containsIgnoringCase("Retry-After: ");
        }
      }
    }

    assertThat(refused).isTrue();
    assertThat(given().get("/v1/publications").statusCode()).as("another address").isEqualTo(200);
  }

  /** One answer, whose length its head tells. */
  private static String answer(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      assertThat(next).as("the end").isNotEqualTo(-1);
      head.append((char) next);
    }
    Matcher length =
        Pattern.compile("content-length: ([0-9]+)", Pattern.CASE_INSENSITIVE).matcher(head);
    assertThat(length.find()).as(head.toString()).isTrue();
    return head + new String(in.readNBytes(Integer.parseInt(length.group(1))), UTF_8);
  }

  @Test
  void get_ofNobodyOrOfTheAuthority_isUnknown() {
    assertThat(given().get("/v1/publications/nobody").<String>path("code"))
        .isEqualTo("PARTY_UNKNOWN");
    assertThat(given().get("/v1/publications/authority").statusCode()).isEqualTo(404);
  }
}
