package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.idCard;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PublicIds;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A process that stops before or after each step of a release, and what the next one makes of the
 * rows that it finds.
 */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ReleaseCrashTest {
  @Inject DataSource database;
  @Inject ReleaseSteps steps;
  @Inject ReleaseRecovery recovery;
  @Inject LateReleases late;
  @Inject Keystore keystore;
  @Inject LogWriter writer;
  @Inject EventFactory events;
  @Inject PublicIds ids;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private String request;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    request = ids.draw("req");
    rows.execute(
        "insert into release_request (id, scope, idempotency_key, digest, created_at, leased_until)"
            + " values (?, 'crash', ?, '', ?::timestamptz, ?::timestamptz)",
        request,
        request,
        TestClock.get().instant().toString(),
        TestClock.get().instant().toString());
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
  }

  @Test
  void crashBeforeIntent_leavesNothing() {
    assertThat(steps.ofRequest(request)).isEmpty();
    assertThat(recovery.settleLapsed()).isZero();
  }

  @Test
  void crashAfterIntent_isAbandonedOnlyWhenTheLogCanNoLongerTakeIt() throws Exception {
    Event event = intended(Duration.ofSeconds(10));

    // The permit still covers it: an append that is on its way would be taken.
    assertThatThrownBy(() -> recovery.settle(Intent.of(event)))
        .isInstanceOfSatisfying(
            VaultProblem.class,
            problem -> assertThat(problem.is(VaultProblemCode.AUDIT_UNAVAILABLE)).isTrue());
    assertThat(state(event)).isEqualTo("INTENT");
    recovery.settleLapsed();
    assertThat(state(event)).isEqualTo("INTENT");

    TestClock.get().pass(Duration.ofSeconds(11));
    recovery.settleLapsed();

    assertThat(state(event)).isEqualTo("ABANDONED");
    assertThat(
            rows.one(
                "select count(sealed_payload) from release where event_id::text = ?",
                event.id().toString()))
        .isEqualTo("0");
    assertThat(writer.receiptOf(event.id())).isInstanceOf(LookUp.Absent.class);
  }

  @Test
  void crashAfterIntent_whileTheLogIsAway_decidesNothing() throws Exception {
    Event event = intended(Duration.ofSeconds(1));
    TestClock.get().pass(Duration.ofSeconds(2));
    log.faults().goAway(true);

    recovery.settleLapsed();
    assertThat(state(event)).isEqualTo("INTENT");

    log.faults().goAway(false);
    recovery.settleLapsed();
    assertThat(state(event)).isEqualTo("ABANDONED");
  }

  /** Otherwise an erasure of the person would wait for their outcome for ever. */
  @Test
  void releasesThatDoNotOpen_areSettledAllTheSame() throws Exception {
    Event absent = intended(Duration.ofSeconds(1));
    Event logged = intended(Duration.ofSeconds(1));
    log.append(logged);
    for (Event event : List.of(absent, logged)) {
      rows.execute(
          "delete from data_key where retention = 'RELEASE' and subject = ?",
          event.subject().orElseThrow());
    }
    TestClock.get().pass(Duration.ofSeconds(2));

    recovery.settleLapsed();

    assertThat(state(absent)).isEqualTo("ABANDONED");
    assertThat(state(logged)).isEqualTo("LOGGED");
    TestClock.get().pass(Duration.ofSeconds(61));
    late.report();
    assertThat(undelivered(logged).getInteger("attempts")).isZero();
  }

  @Test
  void crashAfterTheLogHasIt_becomesLogged_thenUndelivered() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    ScriptedEvent entry = log.append(event);
    TestClock.get().pass(Duration.ofSeconds(11));

    recovery.settleLapsed();

    SealedRelease logged = steps.find(event.id()).orElseThrow();
    assertThat(logged.state()).isEqualTo(ReleaseState.LOGGED);
    assertThat(logged.receipt().orElseThrow().index()).isEqualTo(entry.index());
    late.report();
    assertThat(state(event)).isEqualTo("LOGGED");
    TestClock.get().pass(Duration.ofSeconds(61));
    late.report();
    assertThat(state(event)).isEqualTo("UNDELIVERED");
    assertThat(undelivered(event).getString("reason")).isEqualTo("RESTARTED");
  }

  @Test
  void crashAfterLogged_neverSent_isReportedOnce() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    logged(event);
    TestClock.get().pass(Duration.ofSeconds(61));

    late.report();
    late.report();

    assertThat(state(event)).isEqualTo("UNDELIVERED");
    JsonObject data = undelivered(event);
    assertThat(data.getString("reason")).isEqualTo("LAPSED");
    assertThat(data.getInteger("attempts")).isZero();
    assertThat(log.guard("release/" + event.id())).isEqualTo(1);
  }

  @Test
  void crashWhileSending_isReportedWithTheAttempt() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    concluded(event);
    TestClock.get().pass(Duration.ofSeconds(61));

    late.report();

    assertThat(undelivered(event).getString("reason")).isEqualTo("NO_ANSWER");
    assertThat(undelivered(event).getInteger("attempts")).isEqualTo(1);
  }

  @Test
  void crashAfterSent_reportsNothing_andTheBytesGoInTenMinutes() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    concluded(event);
    steps.sent(List.of(event.id()));
    TestClock.get().pass(Duration.ofSeconds(61));

    late.report();
    late.wipe();
    assertThat(state(event)).isEqualTo("SENT");
    assertThat(steps.find(event.id())).isPresent();
    TestClock.get().pass(Duration.ofMinutes(10));
    late.wipe();

    assertThat(state(event)).isEqualTo("SENT");
    assertThat(steps.find(event.id())).isEmpty();
  }

  @Test
  void everyStep_twice_changesNothing() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    logged(event);
    SealedRelease first = steps.find(event.id()).orElseThrow();
    logged(event);
    steps.abandon(List.of(event.id()));
    steps.sent(List.of(event.id()));
    steps.sent(List.of(event.id()));

    SealedRelease now = steps.find(event.id()).orElseThrow();
    assertThat(now.state()).isEqualTo(ReleaseState.SENT);
    assertThat(now.receipt()).isEqualTo(first.receipt());
    assertThat(now.jwe()).isEqualTo(first.jwe());
  }

  @Test
  void acknowledgement_deletesTheBytes() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    ScriptedEvent entry = logged(event);
    steps.sent(List.of(event.id()));

    log.append(SampleRelease.received(event, entry));

    Rows.await(() -> state(event).equals("ACKNOWLEDGED"));
    assertThat(steps.find(event.id())).isEmpty();
    TestClock.get().pass(Duration.ofSeconds(61));
    late.report();
    assertThat(state(event)).isEqualTo("ACKNOWLEDGED");
  }

  /** What follows a receipt need not be on disk: here a crash has taken it back. */
  @Test
  void acknowledgement_whenACrashHasTakenBackThatItIsLogged_endsTheRelease() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    ScriptedEvent entry = log.append(event);

    log.append(SampleRelease.received(event, entry));

    Rows.await(() -> state(event).equals("ACKNOWLEDGED"));
    assertThat(steps.find(event.id())).isEmpty();
    assertThat(
            rows.one(
                "select bool_and(logged)::text from released_record where event_id::text = ?",
                event.id().toString()))
        .isEqualTo("true");
    TestClock.get().pass(Duration.ofSeconds(80));
    recovery.settleLapsed();
    late.report();
    assertThat(state(event)).isEqualTo("ACKNOWLEDGED");
    assertThat(log.guard("release/" + event.id())).isZero();
  }

  @Test
  void crashAfterTheConclusion_leavesTheReceiptThatItsRecipientGot() throws Exception {
    Event event = intended(Duration.ofSeconds(10));
    concluded(event);

    SealedRelease found = steps.find(event.id()).orElseThrow();

    assertThat(found.receipt().orElseThrow())
        .isEqualTo(writer.receiptFor(event.id(), EnumSet.allOf(PartName.class)));
    assertThat(
            rows.one(
                "select convert_from(receipt, 'UTF8') from release where event_id::text = ?",
                event.id().toString()))
        .as("nothing of the person stands in it")
        .doesNotContain("nonce", "value", event.subject().orElseThrow());
  }

  @Test
  void release_whileAnotherHasAbandonedIt_cannotBecomeLogged() throws Exception {
    Event event = intended(Duration.ofSeconds(1));
    steps.abandon(List.of(event.id()));

    logged(event);

    assertThat(state(event)).isEqualTo("ABANDONED");
  }

  private Event intended(Duration permitted) throws Exception {
    String subject = new PartyDesk("bureau-north", "bureau", consent).subject(idCard());
    Event event = SampleRelease.of(subject, events, ids);
    Instant notAfter = TestClock.get().instant().plus(permitted);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                steps.intend(
                    keys,
                    List.of(
                        new IntendedRelease(
                            SealedRelease.intended(request, event, "the-sealed-payload"),
                            Map.of(subject, List.of()),
                            notAfter)));
              }
            });
    return event;
  }

  /** The log has it; its payload is not about to be written, because another source's is open. */
  private ScriptedEvent logged(Event event) throws Exception {
    ScriptedEvent entry = log.append(event);
    steps.breakOff(request, conclusion(event));
    return entry;
  }

  /** The log has it, and its payload is about to be written. */
  private ScriptedEvent concluded(Event event) throws Exception {
    ScriptedEvent entry = log.append(event);
    var unused = steps.conclude(request, conclusion(event), List.of());
    return entry;
  }

  private ReleaseSteps.Conclusion conclusion(Event event) {
    LookUp found = writer.receiptOf(event.id());
    SealedRelease release = SealedRelease.intended(request, event, "the-sealed-payload");
    return new ReleaseSteps.Conclusion(
        List.of(release.logged(((LookUp.Found) found).receipt(), TestClock.get().instant())),
        List.of(),
        List.of());
  }

  private String state(Event event) {
    return rows.one("select state from release where event_id::text = ?", event.id().toString());
  }

  private JsonObject undelivered(Event event) {
    Rows.await(() -> log.guard("release/" + event.id()) > 0);
    List<ScriptedEvent> entries =
        log.entries("data.undelivered").stream()
            .filter(
                entry -> entry.event().data().getString("release").equals(event.id().toString()))
            .toList();
    assertThat(entries).hasSize(1);
    return entries.get(0).event().data();
  }
}
