package dev.tallystick.audit;

import static dev.tallystick.audit.LogApi.auditor;
import static dev.tallystick.audit.LogApi.awaitIndex;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.TestExchange.Logged;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.evidence.BundleCheck;
import dev.tallystick.evidence.EvidenceBundle;
import dev.tallystick.evidence.EvidenceQuestion;
import dev.tallystick.evidence.PublishedState;
import dev.tallystick.evidence.export.LineageFormat;
import dev.tallystick.evidence.lineage.LineageAnswer;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileReader;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What this service answers is what an evidence bundle is made of. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class EvidenceBundleTest {
  private static final TileReader TILES =
      tile -> given().get("/log/" + tile.path()).then().statusCode(200).extract().asByteArray();

  @Test
  void lineages_areBundlesThatHold() throws Exception {
    TestExchange exchange = new TestExchange();
    Logged deposit = exchange.deposit();
    Logged source = exchange.first(deposit);
    Logged other = exchange.first(deposit);
    Logged report = exchange.second(source, other);
    Logged destroyed = exchange.destruction(source);
    awaitIndex(Math.max(report.index(), destroyed.index()) + 1);

    String chunk = deposit.event().data().getString("chunk");
    byte[] ofReport =
        given().auth().oauth2(auditor("*")).get("/v1/lineage/" + report.event().id()).asByteArray();
    byte[] ofChunk =
        given()
            .auth()
            .oauth2(auditor("*"))
            .contentType("application/json")
            .body(Map.of("from", "CHUNK", "id", chunk, "direction", "DOWN", "limit", 200))
            .post("/v1/lineage")
            .asByteArray();

    assertHolds(report.event().id().toString(), ofReport, 5);
    assertHolds(chunk, ofChunk, 5);
  }

  private static void assertHolds(String id, byte[] answer, int entries) throws Exception {
    LineageAnswer lineage = LineageAnswer.parse(answer);
    assertThat(lineage.indexes()).hasSize(entries);
    Map<Long, Opening> openings = new HashMap<>();
    for (long index : lineage.indexes()) {
      byte[] line =
          given()
              .auth()
              .oauth2(auditor("*"))
              .get("/v1/openings?from=" + index + "&to=" + (index + 1))
              .asString()
              .strip()
              .getBytes(UTF_8);
      openings.put(index, BulkOpening.parse(line).opening().orElseThrow());
    }
    await().until(() -> Checkpoint.parse(checkpoint().text()).size() >= lineage.size());
    PublishedState published =
        new PublishedState(checkpoint(), given().get("/log/policy").asString(), TILES);

    EvidenceBundle bundle =
        EvidenceBundle.make(
            EvidenceQuestion.find(id, false).orElseThrow(), lineage, openings, published);

    EvidenceBundle read = EvidenceBundle.parse(bundle.toByteArray());
    assertThat(BundleCheck.check(read)).isEmpty();
    assertThat(read.receipts()).hasSize(entries);
    for (LineageFormat format : LineageFormat.values()) {
      assertThat(format.write(lineage)).isNotEmpty();
    }
  }

  private static SignedNote checkpoint() throws Exception {
    return SignedNote.parse(given().get("/log/checkpoint").asByteArray());
  }
}
