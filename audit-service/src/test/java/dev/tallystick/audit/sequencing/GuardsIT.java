package dev.tallystick.audit.sequencing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.TestEvents;
import dev.tallystick.audit.entry.Answered;
import dev.tallystick.houserules.TestClock;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Guards, duplicates and times, decided under the log's lock on a real database. */
class GuardsIT {
  private static final TestClock CLOCK = TestClock.running();
  private static final TestLog LOG = TestLog.create(CLOCK, store -> store);

  private final TestEvents events = new TestEvents(CLOCK);
  private final long before = LOG.check();

  @AfterAll
  static void close() {
    LOG.close();
  }

  @AfterEach
  void setTheClockRight() {
    CLOCK.moveTo(Duration.ZERO);
  }

  private long added() {
    return LOG.check() - before;
  }

  @Test
  void append_onAGuardThatHasMovedIsRefused() {
    String consent = "con_0198c0de-0000-7000-8000-000000000001";
    byte[] first = events.consent(consent, Map.of("consent/" + consent, 0L));
    byte[] decidedBefore = events.consent(consent, Map.of("consent/" + consent, 0L));
    LOG.append(TestEvents.CLIENT, first);

    AppendOutcome outcome = LOG.append(TestEvents.CLIENT, decidedBefore);

    assertThat(code(outcome)).isEqualTo("GUARD_MOVED");
    assertThat(
            LOG.append(
                TestEvents.CLIENT, events.consent(consent, Map.of("consent/" + consent, 1L))))
        .isInstanceOf(AppendOutcome.Logged.class);
    assertThat(added()).isEqualTo(2);
  }

  @Test
  void append_twoLastUsesAtOnceGiveExactlyOneEntry() {
    for (int round = 0; round < 20; round++) {
      String consent = "con_0198c0de-0000-7000-8001-%012d".formatted(round);
      List<CompletableFuture<List<Answered>>> racers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        racers.add(
            LOG.submit(
                TestEvents.CLIENT, events.consent(consent, Map.of("consent/" + consent, 0L))));
      }

      long logged =
          racers.stream()
              .filter(r -> TestLog.await(r).get(0).outcome() instanceof AppendOutcome.Logged)
              .count();

      assertThat(logged).as("round %d", round).isEqualTo(1);
    }
    assertThat(added()).isEqualTo(20);
  }

  @Test
  void append_ofTwoReplicasAtOnceGivesOneHistoryAndOneUse() throws Exception {
    try (TestLog other = LOG.replica(CLOCK)) {
      List<CompletableFuture<List<Answered>>> all = new ArrayList<>();
      int uses = 0;
      for (int i = 0; i < 200; i++) {
        String consent = "con_0198c0de-0000-7000-8002-%012d".formatted(i);
        all.add(
            LOG.submit(
                TestEvents.CLIENT, events.consent(consent, Map.of("consent/" + consent, 0L))));
        all.add(
            other.submit(
                TestEvents.CLIENT, events.consent(consent, Map.of("consent/" + consent, 0L))));
        uses++;
      }

      long logged =
          all.stream()
              .filter(r -> TestLog.await(r).get(0).outcome() instanceof AppendOutcome.Logged)
              .count();

      assertThat(logged).isEqualTo(uses);
      assertThat(added()).isEqualTo(uses);
    }
  }

  @Test
  void append_ofTheSameEventIsAnsweredWithTheFirstEntry() {
    String consent = "con_0198c0de-0000-7000-8000-000000000002";
    byte[] event = events.consent(consent, Map.of());
    AppendOutcome first = LOG.append(TestEvents.CLIENT, event);
    LOG.append(TestEvents.CLIENT, events.consent(consent, Map.of()));

    AppendOutcome later = LOG.append(TestEvents.CLIENT, event);

    assertThat(later)
        .isEqualTo(
            new AppendOutcome.AlreadyLogged(logged(first).index(), logged(first).recordedMillis()));
    assertThat(added()).isEqualTo(2);
  }

  @Test
  void append_ofTheSameEventIsAnsweredHoweverOldItHasBecome() {
    byte[] event =
        events.consentAt(CLOCK.millis() - 28_000, "con_0198c0de-0000-7000-8000-000000000003");
    AppendOutcome first = LOG.append(TestEvents.CLIENT, event);
    CLOCK.moveTo(Duration.ofSeconds(20));

    AppendOutcome later = LOG.append(TestEvents.CLIENT, event);
    byte[] another =
        events.consentAt(CLOCK.millis() - 48_000, "con_0198c0de-0000-7000-8000-000000000004");

    assertThat(later)
        .isEqualTo(
            new AppendOutcome.AlreadyLogged(logged(first).index(), logged(first).recordedMillis()));
    assertThat(code(LOG.append(TestEvents.CLIENT, another))).isEqualTo("CLOCK_SKEW");
    assertThat(added()).isEqualTo(1);
  }

  @Test
  void append_ofTheSameEventTwiceInOneRequestLogsItOnce() {
    byte[] event = events.freeze();

    List<Answered> answers =
        TestLog.await(LOG.submit(TestEvents.CLIENT, event, events.freeze(), event));

    assertThat(answers.get(0).outcome()).isInstanceOf(AppendOutcome.Logged.class);
    assertThat(answers.get(2).outcome())
        .isEqualTo(
            new AppendOutcome.AlreadyLogged(
                before, logged(answers.get(0).outcome()).recordedMillis()));
    assertThat(added()).isEqualTo(2);
  }

  @Test
  void append_underAnotherEventsIdIsRefused() {
    byte[] event = events.freeze();
    byte[] forged =
        new String(event, UTF_8).replaceFirst("\"seed\":\"....", "\"seed\":\"AAAA").getBytes(UTF_8);
    LOG.append(TestEvents.CLIENT, event);

    AppendOutcome outcome = LOG.append(TestEvents.CLIENT, forged);

    assertThat(code(outcome)).isEqualTo("EVENT_ID_REUSED");
    assertThat(added()).isEqualTo(1);
  }

  @Test
  void append_withAProducersClockThatIsOffIsRefused() {
    long now = CLOCK.millis();

    assertThat(code(LOG.append(TestEvents.CLIENT, events.freezeAt(now + 31_500))))
        .isEqualTo("CLOCK_SKEW");
    assertThat(
            code(
                LOG.append(
                    TestEvents.CLIENT, events.freezeAt(now - Duration.ofDays(8).toMillis()))))
        .isEqualTo("CLOCK_SKEW");
    // Setting a freeze is deferrable: it may have waited through an outage.
    assertThat(LOG.append(TestEvents.CLIENT, events.freezeAt(now - Duration.ofDays(6).toMillis())))
        .isInstanceOf(AppendOutcome.Logged.class);
    assertThat(added()).isEqualTo(1);
  }

  @Test
  void append_whileTheLogsOwnClockIsWrongRecordsNothing() {
    LOG.append(TestEvents.CLIENT, events.freeze());
    for (Duration offset : List.of(Duration.ofSeconds(45), Duration.ofSeconds(-45))) {
      CLOCK.moveTo(offset);

      AppendOutcome outcome = LOG.append(TestEvents.CLIENT, events.freeze());

      assertThat(code(outcome)).as("clock off by %s", offset).isEqualTo("LOG_CLOCK_UNSAFE");
      assertThat(LOG.head.failure().orElseThrow()).contains("CLOCK_SKEW");
    }
    CLOCK.moveTo(Duration.ZERO);

    assertThat(LOG.append(TestEvents.CLIENT, events.freeze()))
        .isInstanceOf(AppendOutcome.Logged.class);
    assertThat(added()).isEqualTo(2);
  }

  @Test
  void append_whileAnotherHoldsTheLockForTooLongIsRefusedAndLoggedLater() throws Exception {
    byte[] event = events.freeze();
    try (Connection stuck = LOG.connectAsSuperuser();
        Statement lock = stuck.createStatement()) {
      stuck.setAutoCommit(false);
      lock.execute("select 1 from log_state for update");

      assertThat(code(LOG.append(TestEvents.CLIENT, event))).isEqualTo("LOG_UNAVAILABLE");
    }
    assertThat(LOG.append(TestEvents.CLIENT, event)).isInstanceOf(AppendOutcome.Logged.class);
    assertThat(added()).isEqualTo(1);
  }

  private static AppendOutcome.Logged logged(AppendOutcome outcome) {
    assertThat(outcome).isInstanceOf(AppendOutcome.Logged.class);
    return (AppendOutcome.Logged) outcome;
  }

  private static String code(AppendOutcome outcome) {
    assertThat(outcome).isInstanceOf(AppendOutcome.Refused.class);
    return ((AppendOutcome.Refused) outcome).problem().code();
  }
}
