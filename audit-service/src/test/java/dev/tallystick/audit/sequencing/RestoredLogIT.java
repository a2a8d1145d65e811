package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.cosigning.CompareWitnesses;
import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.audit.storage.LogState;
import dev.tallystick.audit.storage.LogStoreException;
import dev.tallystick.audit.witness.LogPolicy;
import dev.tallystick.problem.DomainProblem;
import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.VerifierKey;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A database that was put back to yesterday, under a log that is started anew and remembers
 * nothing: it signs no second history, and goes on when the newer database is back
 * (docs/operations/ restore.md).
 */
class RestoredLogIT {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final TestEvents events = new TestEvents(Clock.systemUTC());

  @TempDir private Path folder;

  @Test
  void restoredDatabase_isNotSignedForUntilTheNewerOneIsBack() throws Exception {
    TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
    String name = log.database.name();
    append(log);
    SignedNote yesterday = log.signer.sign(log.states.find().orElseThrow());
    log.close();
    TestLog.copy(name, "yesterday");
    log = log.startAgain();
    append(log);
    append(log);
    log.close();
    TestLog.copy(name, "today");

    TestLog.copy("yesterday", name);
    log = log.startAgain();
    assertRefused(log, "the database is at size 1, but size 3 has been signed");
    assertThat(log.states.find().map(LogState::size)).as("nothing was written").contains(1L);
    log.close();

    TestLog.copy("today", name);
    log = log.startAgain();
    append(log);

    assertThat(log.check()).isEqualTo(4);
    assertThat(log.head.failure()).isEmpty();
    assertThat(log.proofs.consistency(1, 4).oldSize()).isEqualTo(1);
    assertThat(yesterday.text()).contains("\n1\n");
    log.close();
  }

  /** The fork has grown past what was signed: the size alone tells nothing. */
  @Test
  void anotherHistory_isRefusedAlsoWhenItIsLarger() throws Exception {
    TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
    String name = log.database.name();
    append(log);
    log.close();
    TestLog.copy(name, "before_fork");
    log = log.startAgain();
    append(log);
    log.close();
    TestLog.copy("before_fork", name);
    TestLog elsewhere = log.forgetful();
    append(elsewhere);
    append(elsewhere);
    elsewhere.close();

    TestLog restored = log.startAgain();
    compare(restored, LogPolicy.of(restored.keys.identity(), Optional.empty()));

    assertRefused(restored, "another history");
    restored.close();
  }

  /** The mark went back with the database; what a witness has cosigned did not. */
  @Test
  void witness_thatHasCosignedMore_stopsTheLogAlsoWhenItIsAwayAtTheNextStart() throws Exception {
    try (TestWitness quay = new TestWitness("quay")) {
      TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
      String name = log.database.name();
      quay.know(VerifierKey.parse(log.keys.identity().vkey()));
      append(log);
      log.close();
      TestLog.copy(name, "unmarked");
      log = log.startAgain();
      append(log);
      cosign(log, quay);
      log.close();
      TestLog.copy(name, "cosigned");
      TestLog.copy("unmarked", name);
      log.loseMark();

      log = log.startAgain();
      compare(log, policy(log, quay));
      assertRefused(log, "size 2 has been cosigned, as witness quay says");
      log.close();

      log = log.startAgain();
      quay.misbehave((exchange, honest) -> exchange.sendResponseHeaders(503, -1));
      compare(log, policy(log, quay));
      assertRefused(log, "as witness quay says");
      log.close();

      TestLog.copy("cosigned", name);
      log = log.startAgain();
      compare(log, policy(log, quay));
      append(log);
      assertThat(log.head.failure()).isEmpty();
      log.close();
    }
  }

  @Test
  void witness_thatIsAwayOrKnowsNothing_keepsNobodyFromAppending() throws Exception {
    try (TestWitness quay = new TestWitness("quay");
        TestWitness pier = new TestWitness("pier")) {
      TestLog log = TestLog.create(Clock.systemUTC(), store -> store);
      pier.misbehave((exchange, honest) -> exchange.sendResponseHeaders(503, -1));
      append(log);

      compare(log, policy(log, quay, pier));

      append(log);
      assertThat(log.head.failure()).isEmpty();
      log.close();
    }
  }

  private void append(TestLog log) {
    assertThat(log.append(TestEvents.CLIENT, events.freeze()))
        .isInstanceOf(AppendOutcome.Logged.class);
  }

  private void assertRefused(TestLog log, String reason) {
    assertThat(log.append(TestEvents.CLIENT, events.freeze()))
        .isInstanceOfSatisfying(
            AppendOutcome.Refused.class,
            refused -> assertThat(code(refused.problem())).isEqualTo("LOG_UNAVAILABLE"));
    assertThat(log.head.failure().orElseThrow()).contains(reason);
    LogState state = log.states.find().orElseThrow();
    assertThatThrownBy(() -> log.signer.sign(state)).isInstanceOf(LogStoreException.class);
    assertThatThrownBy(() -> log.proofs.now(0)).isInstanceOf(LogStoreException.class);
  }

  private static String code(DomainProblem problem) {
    return problem.code();
  }

  private LogPolicy policy(TestLog log, TestWitness... witnesses) throws Exception {
    StringBuilder lines = new StringBuilder();
    for (TestWitness witness : witnesses) {
      lines.append(witness.line());
    }
    Path file = Files.writeString(folder.resolve("witnesses"), lines + "quorum none\n");
    return LogPolicy.of(log.keys.identity(), Optional.of(file));
  }

  /** What the service does before it begins. */
  private static void compare(TestLog log, LogPolicy policy) {
    try (CompareWitnesses compare =
        new CompareWitnesses(
            policy,
            new CompareWitnesses.Tables(log.states, log.tiles),
            log.head,
            new CompareWitnesses.Signed(log.mark, log.signer),
            PATIENCE)) {
      compare.atStart();
    }
  }

  private static void cosign(TestLog log, TestWitness witness) throws Exception {
    SignedNote checkpoint = log.signer.signForAll(log.states.find().orElseThrow());
    String url = witness.url();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(url + "/add-checkpoint"))
                    .POST(
                        HttpRequest.BodyPublishers.ofByteArray(
                            new AddCheckpoint(new ConsistencyProof(0, List.of()), checkpoint)
                                .toByteArray()))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
  }
}
