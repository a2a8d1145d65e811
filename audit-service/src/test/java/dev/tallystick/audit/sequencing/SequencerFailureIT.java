package dev.tallystick.audit.sequencing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.Answered;
import dev.tallystick.audit.sequencing.FaultyLogStore.Moment;
import dev.tallystick.audit.sequencing.FaultyLogStore.Step;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The failure table: every step of a batch fails without effect, and fails although it took effect.
 * Each time the caller is told that nothing is known, the next submission works, the same event
 * sent again is logged exactly once, and everything stored verifies.
 */
class SequencerFailureIT {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final FaultyLogStore[] FAULTY = new FaultyLogStore[1];
  private static final TestLog LOG =
      TestLog.create(CLOCK, store -> FAULTY[0] = new FaultyLogStore(store));

  private final TestEvents events = new TestEvents(CLOCK);

  @AfterAll
  static void close() {
    LOG.close();
  }

  static Stream<Arguments> failures() {
    return Stream.of(Step.values())
        .flatMap(step -> Stream.of(Moment.values()).map(moment -> Arguments.of(step, moment)));
  }

  @ParameterizedTest(name = "{0} fails, {1} its effect")
  @MethodSource("failures")
  void sequence_afterAFailedStepGoesOnWithNothingLostOrDoubled(Step step, Moment moment) {
    String consent =
        "con_0198c0de-0000-7000-8000-%012x"
            .formatted((step + "/" + moment).hashCode() & 0xffffffffL);
    byte[] victim = events.consent(consent, Map.of("consent/" + consent, 0L));
    LOG.append(TestEvents.CLIENT, events.freeze());
    long before = LOG.check();
    FAULTY[0].failNext(step, moment);

    AppendOutcome failed = LOG.append(TestEvents.CLIENT, victim);
    long afterFailure = LOG.check();
    AppendOutcome next = LOG.append(TestEvents.CLIENT, events.freeze());
    AppendOutcome again = LOG.append(TestEvents.CLIENT, victim);

    boolean stored = step == Step.COMMIT && moment == Moment.AFTER;
    assertThat(failed)
        .isInstanceOfSatisfying(
            AppendOutcome.Refused.class,
            refused -> assertThat(refused.problem().code()).isEqualTo("LOG_UNAVAILABLE"));
    assertThat(afterFailure).isEqualTo(stored ? before + 1 : before);
    assertThat(next).isInstanceOf(AppendOutcome.Logged.class);
    assertThat(again)
        .isInstanceOf(stored ? AppendOutcome.AlreadyLogged.class : AppendOutcome.Logged.class);
    assertThat(LOG.check()).isEqualTo(before + 2);
    assertThat(LOG.head.failure()).isEmpty();
  }

  @Test
  void sequence_survivesItsConnectionBeingCutAtAnyTime() throws Exception {
    long before = LOG.check();
    List<byte[]> sent = new ArrayList<>();
    int refused = 0;
    for (int round = 0; round < 10; round++) {
      List<CompletableFuture<List<Answered>>> pending = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        byte[] event = events.freeze();
        sent.add(event);
        pending.add(LOG.submit(TestEvents.CLIENT, event));
      }
      cutConnections();
      for (CompletableFuture<List<Answered>> answers : pending) {
        refused += TestLog.await(answers).get(0).outcome() instanceof AppendOutcome.Refused ? 1 : 0;
      }
    }

    // The last cut may be noticed only now; a producer sends again what it is told nothing about.
    for (byte[] event : sent) {
      AppendOutcome outcome = LOG.append(TestEvents.CLIENT, event);
      for (int tries = 0; outcome instanceof AppendOutcome.Refused && tries < 3; tries++) {
        outcome = LOG.append(TestEvents.CLIENT, event);
      }
      assertThat(outcome).isNotInstanceOf(AppendOutcome.Refused.class);
    }
    assertThat(LOG.check()).as("%d answers were lost", refused).isEqualTo(before + sent.size());
  }

  private static void cutConnections() throws SQLException {
    try (Connection connection = LOG.connectAsSuperuser();
        PreparedStatement cut =
            connection.prepareStatement(
                "select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = ?")) {
      cut.setString(1, LOG.database.app().role());
      cut.execute();
    }
  }
}
