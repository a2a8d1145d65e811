package dev.tallystick.audit.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.OperatorActs;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.PostgresResource;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing that must be kept is purged, and who tried is in the log (R50, R51). */
@QuarkusTest
@TestProfile(ErasureCase.QuietLog.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class PurgeEntryTest extends ErasureCase {
  private static final String ACCOUNT = "operator-1";

  @Inject OperatorActs acts;

  /** The first day on which three years have passed since the end of the entries' day. */
  private LocalDate threeYears() {
    return day.plusDays(1).plusYears(3);
  }

  private PurgeEntry purgeOn(LocalDate today) {
    return new PurgeEntry(erasureAt(at(today), EraseOpenings.SHORTEST_TERM), entries, own, acts);
  }

  private AuditProblem refused(LocalDate today, EventId event) {
    return catchThrowableOfType(AuditProblem.class, () -> purgeOn(today).purge(event, ACCOUNT));
  }

  private void assertLogged(AuditProblem refusal, String rule) {
    StoredEntry row =
        entries
            .find(EventId.fromString(String.valueOf(refusal.document().auditEventId())))
            .orElseThrow();
    JsonObject said = seal.openBody(row).data();
    assertThat(said.getString("step")).isEqualTo("PURGE");
    assertThat(said.getString("code")).isEqualTo("RETENTION_NOT_ELAPSED");
    assertThat(said.getArray("ruleIds")).isEqualTo(JsonArray.ofStrings(List.of(rule)));
  }

  @Test
  void r51_recordOfAProvisionIsPurgedAfterThreeYears_notADayBefore() {
    fill();
    EventId event = rows().get(0).id();

    AuditProblem refusal = refused(threeYears().minusDays(1), event);

    assertThat(refusal.code()).isEqualTo("RETENTION_NOT_ELAPSED");
    assertThat(refusal.status()).isEqualTo(409);
    assertThat(refusal.document().ruleId()).isEqualTo("R51");
    assertLogged(refusal, "R51");
    assertThat(entries.find(event).orElseThrow().sealed()).isNotNull();
    LocalDate purged = purgeOn(threeYears()).purge(event, ACCOUNT);
    assertThat(purged).isEqualTo(day);
    assertThat(entries.find(event).orElseThrow().sealed()).isNull();
  }

  @Test
  void r50_impactAssessmentIsKeptThreeYears_andThenForDecisionsThatRestOnIt() {
    assertThat(
            intake
                .submit(TestEvents.CLIENT, List.of(new TestEvents(Clock.systemUTC()).assessment()))
                .toCompletableFuture()
                .join())
        .hasSize(1);
    StoredEntry assessment = rows().get(0);
    assertThat(assessment.typeCode()).isEqualTo(EventTypes.get("assessment.filed").code());
    day = LocalDate.ofEpochDay(assessment.keyId().day());

    AuditProblem early = refused(threeYears().minusDays(1), assessment.id());
    AuditProblem later = refused(threeYears(), assessment.id());

    assertThat(early.code()).isEqualTo("RETENTION_NOT_ELAPSED");
    assertThat(early.document().ruleId()).isEqualTo("R50");
    assertLogged(early, "R50");
    assertThat(later.code()).as("the law lets go, decisions do not").isEqualTo("STATE_KEPT");
    assertThat(seal.openBody(entries.find(assessment.id()).orElseThrow())).isNotNull();
  }

  @Test
  void entryThatIsNotThere_isUnknown() {
    assertThat(refused(threeYears(), own.drawId()).code()).isEqualTo("ENTRY_UNKNOWN");
  }
}
