package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.CONSENT_SERVICE;
import static dev.tallystick.audit.LogApi.JSON;
import static dev.tallystick.audit.LogApi.append;
import static dev.tallystick.audit.LogApi.assertProblem;
import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.number;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Clock;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A row whose body somebody has damaged: everybody reads on, and the operator brings it back. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class UnreadableBodyTest {
  private static final String OPERATOR = Tokens.claims("operator").audience("audit-service").sign();
  private static final String TYPE = "dev.tallystick.freeze.set.v1";

  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @Inject LogEntryRepository entries;

  private byte[] request = {};
  private long before;
  private long index;
  private long after;
  private byte[] sealed = {};

  /** Between two others, so that it would hold up the second one. */
  @BeforeEach
  void poison() throws Exception {
    before = append(events.freeze()).jsonPath().getLong("index");
    request = events.freeze();
    index = number(append(request).jsonPath().getMap("$"), "index");
    after = append(events.freeze()).jsonPath().getLong("index");
    sealed = Objects.requireNonNull(row().sealed()).clone();
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute("update entry set sealed = '\\x0102' where idx = " + index);
    }
  }

  @Test
  void feed_goesOnBehindTheEntryAndSaysThatItIsUnreadable() {
    Response page = feed();

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertThat(page.jsonPath().getList("entries.index", Long.class))
        .containsExactly(before, index, after);
    assertThat(page.jsonPath().getList("entries.absent", String.class))
        .containsExactly(null, "UNREADABLE", null);
    assertThat(page.jsonPath().getString("entries[1].opening.body.hash"))
        .isEqualTo(row().hashBody().hex());
    assertThat(page.jsonPath().getString("entries[1].opening.stub.value.type")).isEqualTo(TYPE);
  }

  /** Two sealed bodies change places: neither is shown for the other. */
  @Test
  void bodyMovedToAnotherRow_doesNotOpen() throws Exception {
    byte[] others = Objects.requireNonNull(entries.at(List.of(index - 1)).get(0).sealed());
    try (Connection connection = superuser();
        Statement statement = connection.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "update entry set sealed = '\\x%s' where idx = %d"
              .formatted(HexFormat.of().formatHex(others), index));
    }

    Response page = feed();

    assertThat(page.statusCode()).as(page.asString()).isEqualTo(200);
    assertThat(page.jsonPath().getList("entries.absent", String.class))
        .containsExactly(null, "UNREADABLE", null);
  }

  @Test
  void auditor_readsOnBehindTheEntry() {
    Response lines =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=" + before + "&to=" + (after + 1));

    assertThat(lines.asString().lines()).hasSize(Math.toIntExact(after - before + 1));
  }

  @Test
  void operator_repairsTheEntryWithTheBytesOfABackup() {
    Response answer = repair(OPERATOR, sealedBytes(index, sealed));

    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(201);
    assertThat(answer.jsonPath().getString("entry")).isEqualTo(row().entry().hex());
    assertReadable();
    assertThat(row().sealed()).as("the damaged row stays").hasSize(2);
  }

  @Test
  void operator_repairsTheEntryWithAnOpening() throws Exception {
    assertThat(repair(OPERATOR, opening(EnumSet.allOf(PartName.class))).statusCode())
        .isEqualTo(201);
    assertReadable();
  }

  @Test
  void repair_isSaidInTheLog() {
    repair(OPERATOR, sealedBytes(index, sealed));
    long end =
        entries.range(after, Long.MAX_VALUE).stream()
                .mapToLong(StoredEntry::index)
                .max()
                .orElseThrow()
            + 1;

    String said =
        given()
            .auth()
            .oauth2(auditor("*"))
            .get("/v1/openings?from=" + (index + 1) + "&to=" + end)
            .asString();
    assertThat(said).contains("BODY_UNREADABLE", row().id().toString(), "anomaly.cleared");
  }

  @Test
  void repair_takesNothingElseThanWhatWasCommittedTo() throws Exception {
    StoredEntry other = entries.at(List.of(before)).get(0);
    byte[] others = Objects.requireNonNull(other.sealed());
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;

    assertProblem(repair(OPERATOR, sealedBytes(index, others)), 422, "OPENING_MISMATCH");
    assertProblem(repair(OPERATOR, sealedBytes(index, changed)), 422, "OPENING_MISMATCH");
    assertProblem(
        repair(OPERATOR, opening(EnumSet.of(PartName.STUB, PartName.BODY))),
        422,
        "OPENING_MISMATCH");
    Event stranger = Event.parse(events.freeze());
    assertProblem(
        repair(OPERATOR, opening(stranger, EnumSet.allOf(PartName.class))),
        422,
        "OPENING_MISMATCH");
    assertProblem(repair(OPERATOR, sealedBytes(before, others)), 409, "NOTHING_TO_REPAIR");
    assertProblem(repair(OPERATOR, sealedBytes(1L << 40, others)), 404, "ENTRY_UNKNOWN");
    assertProblem(repair(OPERATOR, "{\"index\":" + index + "}"), 422, "REPAIR_INVALID");
    assertProblem(repair(CONSENT_SERVICE, sealedBytes(index, sealed)), 403, "FORBIDDEN");
    assertThat(feed().jsonPath().getString("entries[1].absent")).isEqualTo("UNREADABLE");
  }

  private void assertReadable() {
    assertThat(feed().jsonPath().getString("entries[1].absent")).isNull();
    assertThat(feed().jsonPath().getString("entries[1].opening.body.value.id"))
        .isEqualTo(row().id().toString());
  }

  private StoredEntry row() {
    return entries.at(List.of(index)).get(0);
  }

  private Response feed() {
    return given()
        .auth()
        .oauth2(CONSENT_SERVICE)
        .get("/v1/feed?limit=3&types=" + TYPE + "&after=" + (before - 1));
  }

  private static Response repair(String token, String body) {
    return given()
        .auth()
        .oauth2(token)
        .contentType(JSON)
        .body(body.getBytes(UTF_8))
        .post("/v1/openings/repairs");
  }

  private static String sealedBytes(long index, byte[] sealed) {
    String text = Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    return "{\"index\":" + index + ",\"sealed\":\"" + text + "\"}";
  }

  private String opening(EnumSet<PartName> shown) throws Exception {
    return opening(Event.parse(request), shown);
  }

  private String opening(Event event, EnumSet<PartName> shown) {
    JsonObject opening = Opening.of(event, row().recordedMillis(), shown).toJson();
    return "{\"index\":" + index + ",\"opening\":" + CanonicalJson.text(opening) + "}";
  }

  /** Nobody else gets past the triggers of the log. */
  private static Connection superuser() throws Exception {
    return DriverManager.getConnection(
        setting("quarkus.datasource.jdbc.url"),
        setting("tallystick.test.superuser"),
        setting("tallystick.test.superuser-password"));
  }

  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }
}
