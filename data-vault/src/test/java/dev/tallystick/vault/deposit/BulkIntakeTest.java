package dev.tallystick.vault.deposit;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;
import static dev.tallystick.vault.PartyDesk.lines;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Long imports: compressed, in many chunks, broken off and gone on with, sent twice. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class BulkIntakeTest {
  @Inject DataSource database;
  @Inject DepositOutcomes outcomes;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk mall;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    mall = new PartyDesk("mall-east", "platform", consent);
  }

  private static byte[] gzip(String... lines) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(String.join("\n", lines).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  private static String order() {
    return line(idCard(), "SHOPPING.AGGREGATE", "");
  }

  private static JsonObject end(Response imported) {
    List<JsonObject> answers = lines(imported);
    return answers.get(answers.size() - 1);
  }

  private void sign(JsonObject end) {
    mall.postSignature(end.getString("chunk"), mall.signature(end)).then().statusCode(201);
  }

  private static void assertRefused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<Object>path("code")).isEqualTo(code);
  }

  @Test
  void gzip_isReadAsWhatItHolds() {
    Response response = mall.importAt(PartyDesk.key(), 0, "gzip", gzip(order(), order()));

    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    assertThat(end(response).getInteger("count")).isEqualTo(2);
  }

  @Test
  void gzip_thatIsNoneOrEndsEarly_keepsNothing() {
    long chunks = rows.count("chunk");
    byte[] whole = gzip(order(), order());

    Response none =
        mall.importAt(PartyDesk.key(), 0, "gzip", order().getBytes(StandardCharsets.UTF_8));
    Response half =
        mall.importAt(PartyDesk.key(), 0, "gzip", Arrays.copyOf(whole, whole.length - 12));
    Response other = mall.importAt(PartyDesk.key(), 0, "br", whole);

    assertRefused(none, 400, "GZIP_INVALID");
    assertRefused(half, 400, "GZIP_INVALID");
    assertRefused(other, 415, "CONTENT_ENCODING_UNKNOWN");
    assertThat(rows.count("chunk")).isEqualTo(chunks);
  }

  @Test
  void gzip_ofALargeBody_isHeldToTheLimitsOfWhatItHolds() {
    byte[] bomb = gzip("x".repeat(ChunkLines.MAX_BYTES + 1));

    Response response = mall.importAt(PartyDesk.key(), 0, "gzip", bomb);

    assertThat(bomb.length).isLessThan(100_000);
    assertRefused(response, 413, "CHUNK_TOO_LARGE");
  }

  @Test
  void chunks_ofOneKey_goOnWhereTheLoggedOnesEnd() {
    String key = PartyDesk.key();
    byte[] none = new byte[0];
    JsonObject first = end(mall.importAt(key, 0, "identity", gzipless(order(), order())));
    Response second = mall.importAt(key, 2, "identity", gzipless(order(), "{}"));

    assertThat(mall.importState(key).<Integer>path("next")).isZero();
    sign(first);
    assertThat(mall.importState(key).<Integer>path("next")).isEqualTo(2);
    assertThat(mall.importState(key).<Object>path("open[0].chunk"))
        .isEqualTo(end(second).getString("chunk"));
    sign(end(second));

    assertThat(lines(second).get(0).getInteger("line")).isEqualTo(3);
    assertThat(lines(second).get(1).getInteger("line")).isEqualTo(4);
    assertThat(end(second).getInteger("next")).isEqualTo(4);
    assertThat(mall.importState(key).<Integer>path("next")).isEqualTo(4);
    assertThat(mall.importState(key).<List<Object>>path("open")).isEmpty();
    assertRefused(mall.importAt(key, -1, "identity", none), 422, "OFFSET_INVALID");
    PartyDesk ride = new PartyDesk("ride-west", "platform", consent);
    assertThat(ride.importState(key).<Integer>path("next")).isZero();
  }

  private static byte[] gzipless(String... lines) {
    return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void chunk_sentAgainAtItsPlace_isAnsweredAlike() {
    String key = PartyDesk.key();
    byte[] body = gzipless(order(), line(idCard(), "HEALTH.VISIT", ""), order());
    Response before = mall.importAt(key, 7, "identity", body);
    sign(end(before));

    Response again = mall.importAt(key, 7, "identity", body);

    assertThat(again.asString()).isEqualTo(before.asString());
    assertRefused(
        mall.importAt(key, 7, "identity", gzipless(order())), 409, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void record_thatIsHereAlready_isADuplicate() {
    String first = order();
    String second = order();
    List<JsonObject> before = mall.deposit(first, second);
    long records = rows.count("record");

    String changed = second.replace("B3", "B4");
    Response response = mall.importLines(second, changed, first, changed);
    sign(end(response));

    List<JsonObject> answers = lines(response);
    assertThat(answers.get(0).getString("result")).isEqualTo("DUPLICATE");
    assertThat(answers.get(0).getString("record")).isEqualTo(before.get(1).getString("record"));
    assertThat(answers.get(1).getString("result")).isEqualTo("STORED");
    assertThat(answers.get(2).getString("record")).isEqualTo(before.get(0).getString("record"));
    assertThat(answers.get(3).getString("record")).isEqualTo(answers.get(1).getString("record"));
    assertThat(rows.count("record")).isEqualTo(records + 1);
    List<ScriptedEvent> entries = log.entries("records.deposited");
    JsonObject refused =
        (JsonObject)
            entries.get(entries.size() - 1).event().data().getArray("refused").items().get(0);
    assertThat(refused.getString("code")).isEqualTo("RECORD_DUPLICATE");
    assertThat(refused.getInteger("count")).isEqualTo(3);
  }

  @Test
  void record_ofAnotherPersonOrPlatform_isNoDuplicate() {
    String same = order();
    mall.deposit(same);
    String other = same.replaceFirst("\"value\":\"[^\"]*\"", "\"value\":\"" + idCard() + "\"");
    PartyDesk ride = new PartyDesk("ride-west", "platform", consent);

    assertThat(lines(mall.importLines(other)).get(0).getString("result")).isEqualTo("STORED");
    assertThat(lines(ride.importLines(same)).get(0).getString("result")).isEqualTo("STORED");
  }

  @Test
  void record_thatWaitsInAnotherChunk_isRefusedUntilThatOneIsGone() {
    String record = order();
    mall.importLines(record);

    Response meanwhile = mall.importLines(record);
    TestClock.get().pass(ImportChunk.SIGN_WITHIN.plus(Duration.ofSeconds(1)));
    outcomes.dropNow();
    Response after = mall.importLines(record);

    assertThat(lines(meanwhile).get(0).getString("code")).isEqualTo("RECORD_STAGED");
    assertThat(lines(after).get(0).getString("result")).isEqualTo("STORED");
  }
}
