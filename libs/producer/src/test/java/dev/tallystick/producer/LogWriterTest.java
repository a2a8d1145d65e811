package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Event;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Receipt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log fails in every way a caller can meet, on a real database; nothing is lost or doubled. */
class LogWriterTest {
  private static Site site;

  @BeforeAll
  static void startSite() throws Exception {
    site = new Site();
  }

  @AfterEach
  void clear() throws Exception {
    site.clear();
  }

  @AfterAll
  static void stopSite() throws Exception {
    site.close();
  }

  @Test
  void append_givesTheProof_andForgetsTheEvent() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event event = site.freeze();

    LoggedReceipt receipt = writer.append(event);

    Receipt shown = writer.receiptFor(event, receipt, EnumSet.of(PartName.STUB));
    shown.verify(writer.logKey());
    assertThat(shown.opening().body()).isInstanceOf(OpenedPart.Withheld.class);
    assertThat(site.rows()).isZero();
  }

  @Test
  void append_whoseAnswerIsLostAfterTheCommit_isLoggedOnce() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event event = site.freeze();
    site.log.faults().loseAnswers(2);

    LoggedReceipt receipt = writer.append(event);

    assertThat(site.log.entries()).filteredOn(e -> e.event().id().equals(event.id())).hasSize(1);
    assertThat(writer.append(event).index()).isEqualTo(receipt.index());
  }

  @Test
  void appendKept_storesNoCopy_whateverComesOfIt() throws Exception {
    LogWriter writer = site.process(Site.SHORT).inTheBackground().writer;
    Event logged = site.party("p20");
    Event refused = site.party("p21");
    Event unseen = site.party("p22");

    assertThat(writer.appendKept(logged).index()).isNotNegative();
    site.log.faults().refuseNext(409, AppendRefusedException.GUARD_MOVED);
    assertThatThrownBy(() -> writer.appendKept(refused)).isInstanceOf(AppendRefusedException.class);
    site.log.faults().loseAnswers(Integer.MAX_VALUE);
    assertThatThrownBy(() -> writer.appendKept(unseen))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, open -> assertThat(open.mayBeLogged()).isTrue());
    site.log.faults().loseAnswers(0);

    assertThat(site.rows()).isZero();
    assertThat(writer.receiptOf(logged.id())).isInstanceOf(LookUp.Found.class);
    assertThat(writer.receiptOf(refused.id())).isInstanceOf(LookUp.Absent.class);
    assertThat(writer.receiptOf(unseen.id())).isInstanceOf(LookUp.Found.class);
    assertThat(site.told.outcomes).isEmpty();
  }

  @Test
  void append_thatTheLogRefuses_isRefusedAndForgotten() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    site.log.faults().refuseNext(409, AppendRefusedException.GUARD_MOVED);

    assertThatThrownBy(() -> writer.append(site.party("p1")))
        .isInstanceOfSatisfying(
            AppendRefusedException.class,
            refusal -> assertThat(refusal.code()).isEqualTo(AppendRefusedException.GUARD_MOVED));
    assertThat(site.rows()).isZero();
  }

  @Test
  void append_thatWasLoggedUnseen_isFoundLater() throws Exception {
    LogWriter writer = site.process(Site.SHORT).inTheBackground().writer;
    Event event = site.party("p2");
    site.log.faults().loseAnswers(Integer.MAX_VALUE);

    assertThatThrownBy(() -> writer.append(event)).isInstanceOf(LogUnavailableException.class);

    await(() -> site.told.outcomes.size() == 1);
    long index = site.log.entries().get(site.log.entries().size() - 1).index();
    assertThat(site.told.outcomes).containsExactly("logged " + event.id() + " at " + index);
    await(() -> site.rows() == 0);
  }

  @Test
  void append_givenUpWhileTheLogIsAway_neverTakesEffectLater() throws Exception {
    LogWriter writer = site.process(Site.SHORT).inTheBackground().writer;
    writer.logKey();
    Event event = site.party("p3");
    int size = site.log.entries().size();
    site.log.faults().goAway(true);

    assertThatThrownBy(() -> writer.append(event)).isInstanceOf(LogUnavailableException.class);
    site.log.faults().goAway(false);
    site.clock.pass(Duration.ofSeconds(31));

    await(() -> site.told.outcomes.size() == 1);
    assertThat(site.told.outcomes).containsExactly("lapsed " + event.id());
    assertThat(site.log.entries()).hasSize(size);
    await(() -> site.rows() == 0);
  }

  @Test
  void append_withoutTheLogsKey_storesNothing() throws Exception {
    LogWriter writer = site.process(Site.SHORT).writer;
    site.log.faults().goAway(true);

    assertThatThrownBy(() -> writer.append(site.party("p4")))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, e -> assertThat(e.mayBeLogged()).isFalse());
    assertThat(site.rows()).isZero();
  }

  @Test
  void store_isLoggedInItsOrder_whenTheLogIsBack() throws Exception {
    LogWriter writer = site.process(Site.SHORT).writer;
    writer.logKey();
    Event first = site.freeze();
    Event second = site.party("p5");
    site.log.faults().goAway(true);
    store(writer, first);
    store(writer, second);
    assertThat(writer.backlog()).isEqualTo(2);
    assertThatThrownBy(() -> writer.append(first)).isInstanceOf(LogUnavailableException.class);

    site.process(Site.SHORT).inTheBackground();
    site.log.faults().goAway(false);

    await(() -> site.told.outcomes.size() == 2);
    long last = site.log.entries().size() - 1L;
    assertThat(site.told.outcomes)
        .containsExactly(
            "logged " + first.id() + " at " + (last - 1), "logged " + second.id() + " at " + last);
    await(() -> writer.backlog() == 0);
  }

  /** Every try of the first comes to nothing: it is the log that fails, and only at this event. */
  @Test
  void store_thatTheLogFailsAt_holdsUpOnlyWhatConcernsTheSamePerson() throws Exception {
    LogWriter writer = site.process(Site.SHORT).writer;
    writer.logKey();
    Event first = site.freeze();
    Event behind = site.freeze();
    Event other = site.party("p7");
    Event another = site.party("p8");
    site.log.faults().failAt(Optional.of(first.id()));
    for (Event event : List.of(first, behind, other, another)) {
      store(writer, event);
    }

    site.process(Site.SHORT).inTheBackground();

    await(() -> site.told.outcomes.size() == 2);
    assertThat(site.told.outcomes)
        .anyMatch(told -> told.startsWith("logged " + other.id()))
        .anyMatch(told -> told.startsWith("logged " + another.id()));
    site.log.faults().failAt(Optional.empty());
    await(() -> site.told.outcomes.size() == 4);
    assertThat(site.told.outcomes.get(2)).startsWith("logged " + first.id());
    assertThat(site.told.outcomes.get(3)).startsWith("logged " + behind.id());
  }

  @Test
  void store_rolledBack_isNeverSent() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    site.inTransaction(false, () -> writer.store(site.freeze()));

    assertThat(site.rows()).isZero();
  }

  @Test
  void restart_takesUpWhatTheFormerProcessLeft() throws Exception {
    Site.Replica former = site.process(Site.LONG);
    Event event = site.freeze();
    store(former.writer, event);
    assertThat(site.told.outcomes).isEmpty();

    site.process(Site.LONG).inTheBackground();

    await(() -> site.told.outcomes.size() == 1);
    assertThat(site.told.outcomes.get(0)).startsWith("logged " + event.id());
  }

  @Test
  void listener_thatFails_isToldAgain() throws Exception {
    LogWriter writer = site.process(Site.LONG).inTheBackground().writer;
    Event event = site.freeze();
    site.told.failures.set(2);

    store(writer, event);

    await(() -> site.told.outcomes.size() == 1);
    assertThat(site.log.entries()).filteredOn(e -> e.event().id().equals(event.id())).hasSize(1);
    await(() -> site.rows() == 0);
  }

  @Test
  void refusalInTheBackground_isTold() throws Exception {
    LogWriter writer = site.process(Site.LONG).inTheBackground().writer;
    Event event = site.freeze();
    site.log.faults().refuseNext(422, "FIELD_INVALID");

    store(writer, event);

    await(() -> site.told.outcomes.size() == 1);
    assertThat(site.told.outcomes).containsExactly("refused " + event.id() + " FIELD_INVALID");
  }

  @Test
  void append_hasTheConclusionDrawn_beforeTheEventIsForgotten() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event event = site.freeze();
    store(writer, event);
    List<Long> rows = new ArrayList<>();

    LoggedReceipt receipt = writer.append(event, site.told.after(() -> rows.add(site.rows())));

    assertThat(rows).containsExactly(1L);
    assertThat(site.told.outcomes)
        .containsExactly("logged " + event.id() + " at " + receipt.index());
    assertThat(site.rows()).isZero();
  }

  @Test
  void append_whoseProcessStopsBeforeTheConclusion_isConcludedByTheNext() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event stored = site.freeze();
    store(writer, stored);
    Event only = site.party("p6");
    OutboxListener stops =
        site.told.after(
            () -> {
              throw new Told.Stopped();
            });

    assertThatThrownBy(() -> writer.append(stored, stops)).isInstanceOf(Told.Stopped.class);
    assertThatThrownBy(() -> writer.append(only, stops)).isInstanceOf(Told.Stopped.class);
    assertThat(site.told.outcomes).isEmpty();
    site.process(Site.LONG).inTheBackground();

    await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(2);
    assertThat(site.told.outcomes.get(0)).startsWith("logged " + stored.id());
    assertThat(site.told.outcomes.get(1)).startsWith("logged " + only.id());
  }

  @Test
  void append_whoseConclusionFails_isToldAgain() throws Exception {
    LogWriter writer = site.process(Site.LONG).inTheBackground().writer;
    Event event = site.freeze();
    site.told.failures.set(1);

    assertThatThrownBy(() -> writer.append(event, site.told))
        .isInstanceOf(IllegalStateException.class);

    await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(1);
  }

  @Test
  void append_tellsOfARefusal_andOfWhatWasNeverSent() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    LogWriter hasty = site.process(Site.SHORT).writer;
    writer.logKey();
    Event refused = site.party("p7");
    Event unsent = site.party("p8");
    site.log.faults().refuseNext(422, "FIELD_INVALID");

    assertThatThrownBy(() -> writer.append(refused, site.told))
        .isInstanceOf(AppendRefusedException.class);
    site.hasTokens.set(false);
    assertThatThrownBy(() -> hasty.append(unsent, site.told))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, e -> assertThat(e.mayBeLogged()).isFalse());

    assertThat(site.told.outcomes)
        .containsExactly("refused " + refused.id() + " FIELD_INVALID", "lapsed " + unsent.id());
    assertThat(site.rows()).isZero();
  }

  /** A role that is missing for a minute is no verdict on an event. */
  @Test
  void store_thatIsTurnedAwayAtTheDoor_isLoggedOnceItIsLetIn() throws Exception {
    LogWriter writer = site.process(Site.LONG).inTheBackground().writer;
    Event event = site.freeze();
    writer.logKey();
    site.log.faults().turnAway(true);
    store(writer, event);

    assertThatThrownBy(() -> writer.append(event, site.told))
        .isInstanceOfSatisfying(
            AppendRefusedException.class, e -> assertThat(e.isVerdict()).isFalse());
    assertThat(site.told.outcomes).isEmpty();
    site.log.faults().turnAway(false);

    await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(1);
    assertThat(site.told.outcomes.get(0)).startsWith("logged " + event.id());
  }

  @Test
  void replaceRefused_forgetsWhatWasRefused() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event refused = site.freeze();
    Event anew = site.freeze();
    store(writer, refused);

    site.inTransaction(true, () -> assertThat(writer.replaceRefused(refused.id(), anew)).isTrue());

    assertThat(site.rows()).isEqualTo(1);
    site.process(Site.LONG).inTheBackground();
    await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(1);
    assertThat(site.told.outcomes.get(0)).startsWith("logged " + anew.id());
  }

  /** What was done is not lost because the clock of its service was ahead. */
  @Test
  void store_thatComesTooEarlyForTheLog_isKeptUntilItsTime() throws Exception {
    LogWriter writer = site.process(Site.LONG).inTheBackground().writer;
    Event early = site.ahead(Duration.ofHours(1)).freeze();
    store(writer, early);

    assertThatThrownBy(() -> writer.append(early, site.told))
        .isInstanceOf(LogUnavailableException.class);
    site.clock.pass(Duration.ofHours(1));

    await(() -> site.rows() == 0);
    assertThat(site.told.outcomes).hasSize(1);
    assertThat(site.told.outcomes.get(0)).startsWith("logged " + early.id());
  }

  @Test
  void store_thatComesTooLateForTheLog_orIsSaidAnew_isRefused() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event late = site.freeze();
    site.clock.pass(Duration.ofDays(8));
    Event early = site.ahead(Duration.ofHours(1)).freeze();
    store(writer, late);
    store(writer, early);

    assertThatThrownBy(() -> writer.append(late, site.told))
        .isInstanceOf(AppendRefusedException.class);
    site.told.reissues.set(true);
    assertThatThrownBy(() -> writer.append(early, site.told))
        .isInstanceOf(AppendRefusedException.class);

    assertThat(site.told.outcomes)
        .containsExactly(
            "refused " + late.id() + " CLOCK_SKEW", "refused " + early.id() + " CLOCK_SKEW");
    assertThat(site.rows()).isZero();
  }

  @Test
  void receiptOf_tellsFoundAbsentAndUnavailableApart() throws Exception {
    LogWriter writer = site.process(Site.LONG).writer;
    Event event = site.freeze();
    writer.append(event);

    assertThat(writer.receiptOf(event.id()))
        .isInstanceOfSatisfying(
            LookUp.Found.class,
            found ->
                assertThat(found.receipt().opening().body().value())
                    .contains(event.body().toJson()));
    assertThat(writer.receiptFor(event.id(), Set.of(PartName.BODY)).opening().stub())
        .isInstanceOf(OpenedPart.Withheld.class);
    assertThat(writer.receiptOf(site.events.drawId()))
        .isEqualTo(new LookUp.Absent(site.clock.millis()));
    site.log.faults().goAway(true);
    assertThat(writer.receiptOf(event.id())).isInstanceOf(LookUp.Unavailable.class);
  }

  private static void store(LogWriter writer, Event event) throws Exception {
    site.inTransaction(true, () -> writer.store(event));
  }

  /** Waits for what happens in the background; long, because the machine may be busy. */
  static void await(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .pollInSameThread()
        .until(condition);
  }
}
