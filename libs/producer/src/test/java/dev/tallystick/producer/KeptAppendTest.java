package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events whose appender keeps them itself: outcomes are told to it, and to nobody else. */
class KeptAppendTest {
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
  void appendKept_tellsEachOutcome_andStoresNothing() throws Exception {
    LogWriter writer = site.process(Site.SHORT).writer;
    writer.logKey();
    Event refused = site.party("p9");
    Event logged = site.party("p10");
    site.log.faults().refuseNext(409, AppendRefusedException.GUARD_MOVED);

    List<Appended> outcomes = writer.appendKept(List.of(refused, logged));

    assertThat(outcomes.get(0))
        .isInstanceOfSatisfying(
            Appended.Refused.class, one -> assertThat(one.refusal().isVerdict()).isTrue());
    assertThat(outcomes.get(1))
        .isInstanceOfSatisfying(
            Appended.Logged.class,
            one -> assertThat(one.receipt().eventId()).isEqualTo(logged.id()));
    site.log.faults().loseAnswers(Integer.MAX_VALUE);
    Event unseen = site.party("p11");
    assertThat(writer.appendKept(List.of(unseen)).get(0)).isInstanceOf(Appended.Open.class);
    assertThat(writer.receiptOf(unseen.id())).isInstanceOf(LookUp.Found.class);
    assertThat(site.rows()).isZero();
    assertThat(site.told.outcomes).isEmpty();
  }

  @Test
  void appendKept_withoutTheLogsKey_sendsNothing() throws Exception {
    LogWriter writer = site.process(Site.SHORT).writer;
    site.log.faults().goAway(true);

    assertThatThrownBy(() -> writer.appendKept(List.of(site.party("p12"))))
        .isInstanceOfSatisfying(
            LogUnavailableException.class, e -> assertThat(e.mayBeLogged()).isFalse());
  }
}
