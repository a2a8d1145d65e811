package dev.tallystick.vault.identifier;

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
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever tries identity numbers out is told of in the log. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class WatchNumbersInARowTest {
  private static final int THRESHOLD = 20;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  @SuppressWarnings("NullAway.Init") // set before the tests
  private ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @Inject WatchNumbersInARow watch;

  private PartyDesk lender;
  private PartyDesk other;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    TestClock.get().pass(WINDOW.plusSeconds(61));
    watch.clear();
    lender = new PartyDesk("bank-riverside", "lender", consent);
    other = new PartyDesk("ride-west", "platform", consent);
  }

  @Test
  void numbersInARow_raiseOneAlarm_whichEndsByItself() {
    int before = raised().size();
    ask(lender, 41_000, THRESHOLD);
    assertThat(raised()).hasSize(before);

    ask(lender, 41_000 + THRESHOLD, 1);
    TestClock.get().pass(Duration.ofMinutes(1));
    ask(lender, 41_500, 30);

    assertThat(raised()).hasSize(before + 1);
    JsonObject alarm = raised().get(before);
    assertThat(alarm.getString("party")).isEqualTo("bank-riverside");
    assertThat(alarm.getString("severity")).isEqualTo("ALARM");
    assertThat(alarm.toString()).as("no number in it").doesNotContain("410").doesNotContain("4150");

    TestClock.get().pass(WINDOW.minusSeconds(30));
    watch.clear();
    assertThat(cleared(alarm)).as("the last row is less than a window ago").isEmpty();

    TestClock.get().pass(Duration.ofMinutes(1));
    watch.clear();
    watch.clear();
    assertThat(cleared(alarm)).hasSize(1);

    ask(lender, 42_000, THRESHOLD + 1);
    assertThat(raised()).as("another time is another alarm").hasSize(before + 2);
  }

  @Test
  void alarmOfOneParty_isNobodyElses() {
    int before = raised().size();
    ask(lender, 51_000, THRESHOLD / 2 + 1);
    ask(other, 51_000 + THRESHOLD / 2 + 1, THRESHOLD / 2);
    assertThat(raised()).hasSize(before);
  }

  @Test
  void alarm_isSaidLater_whileTheLogIsAway() {
    int before = raised().size();
    log.faults().goAway(true);
    try {
      ask(other, 61_000, THRESHOLD + 1);
      assertThat(raised()).hasSize(before);
    } finally {
      log.faults().goAway(false);
    }
    Rows.await(() -> raised().size() == before + 1);
    TestClock.get().pass(WINDOW.plusSeconds(1));
    watch.clear();
    Rows.await(() -> cleared(raised().get(before)).size() == 1);
  }

  private static void ask(PartyDesk desk, int first, int count) {
    List<Map<String, String>> numbers =
        IntStream.range(first, first + count)
            .mapToObj(i -> Map.of("scheme", "ID_CARD", "value", "XX%09d".formatted(i)))
            .toList();
    assertThat(desk.resolve(desk.resolveStatement(), numbers).statusCode()).isEqualTo(200);
  }

  private List<JsonObject> raised() {
    return log.entries("anomaly.raised").stream()
        .map(ScriptedEvent::event)
        .map(event -> event.data())
        .filter(data -> data.getString("detector").equals("SEQUENTIAL_IDS"))
        .toList();
  }

  private List<ScriptedEvent> cleared(JsonObject alarm) {
    return log.entries("anomaly.cleared").stream()
        .filter(
            entry -> entry.event().data().getString("anomaly").equals(alarm.getString("anomaly")))
        .toList();
  }
}
