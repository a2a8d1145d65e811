package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reads that an authority keeps from their person come into the open in time, and once. */
class AuditSealTest {
  private static final Optional<String> PERSON = Optional.of(Market.PERSON);
  private static final String AUTHORITY = "credit-authority";
  private static final Duration TERM = Duration.ofDays(90);

  @TempDir private Path folder;
  private final Market market = Market.afterASale();
  private final EventId read = market.log().drawId();

  private long seal(Duration term) {
    JsonObject data =
        Example.of("audit.read")
            .without("firstIndex")
            .without("lastIndex")
            .with("kind", "SUBJECT")
            .with("authority", AUTHORITY)
            .with("ground", "JUDICIAL")
            .with("legalBasis", "2026-C-17")
            .json();
    return seal("audit.read", data, AUTHORITY, term);
  }

  private long seal(String type, JsonObject data, String authority, Duration term) {
    EventType known = EventTypes.get(type);
    String source = known.appenders().stream().sorted().findFirst().orElseThrow();
    Body body = new Body(read, source, market.log().nextMillis() - 10, PERSON, data);
    Stub stub =
        Event.stubFor(known, body, Map.of(), List.of())
            .sealedBy(authority, Instant.ofEpochMilli(market.log().nextMillis()).plus(term));
    return market.log().append(stub, body, Optional.empty());
  }

  private void open(long index, String reason, EventId event) {
    JsonObject data =
        Example.of("entry.unsealed")
            .with("entry", event.toString())
            .with("index", index)
            .with("authority", AUTHORITY)
            .with("reason", reason)
            .json();
    market.log().append("entry.unsealed", PERSON, data, "seal/" + event);
  }

  private Run audit() {
    market.deposit(Market.PLATFORM);
    return AuditSamples.audit(folder, market);
  }

  private void assertFails(String rule) {
    Run run = audit();
    assertThat(run.line("seals")).startsWith("seals | does not hold").contains(rule);
    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
  }

  @Test
  void sealOpenedAtItsTime_holds() {
    long index = seal(TERM);
    market.log().pass(TERM);
    open(index, "TERM", read);

    Run run = audit();

    assertThat(run.line("seals"))
        .isEqualTo("seals | holds | 1 entries were sealed, 0 still are, none beyond its term");
    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void sealWithinItsTerm_holds() {
    seal(TERM);
    market.log().pass(TERM.minusDays(1));

    assertThat(audit().line("seals"))
        .isEqualTo("seals | holds | 1 entries were sealed, 1 still are, none beyond its term");
  }

  @Test
  void sealOpenedWhenTheLogIsBack_holds() {
    long index = seal(TERM);
    market.log().pass(TERM.plusDays(3));
    open(index, "TERM", read);

    assertThat(audit().line("seals")).startsWith("seals | holds");
  }

  @Test
  void sealBeyondItsTerm() {
    seal(TERM);
    market.log().pass(TERM);
    market.deposit(Market.PLATFORM);
    market.log().pass(Duration.ofHours(2));

    assertFails("is still sealed more than an hour after its term");
  }

  @Test
  void sealOpenedLate() {
    long index = seal(TERM);
    market.log().pass(TERM);
    market.deposit(Market.PLATFORM);
    market.log().pass(Duration.ofHours(2));
    open(index, "TERM", read);

    assertFails("opens a sealed entry more than an hour after its term");
  }

  @Test
  void sealForLongerThanTwoYears() {
    seal(Duration.ofDays(732));

    assertFails("is sealed for longer than two years");
  }

  @Test
  void sealThatIsSaidToBeOverTooSoon() {
    open(seal(TERM), "TERM", read);

    assertFails("says that the term is over, which it is not");
  }

  @Test
  void sealThatIsLifted_holds() {
    open(seal(TERM), "LIFTED", read);

    assertThat(audit().line("seals")).startsWith("seals | holds");
  }

  @Test
  void openingOfAnotherEvent() {
    open(seal(TERM), "LIFTED", market.log().drawId());

    assertFails("names another event, authority or person than the sealed entry");
  }

  @Test
  void openingOfAnEntryThatWasNeverSealed() {
    open(0, "LIFTED", read);

    assertFails("opens an entry that was not sealed");
  }

  @Test
  void sealUnderAnotherAuthority() {
    JsonObject data =
        Example.of("audit.read")
            .without("firstIndex")
            .without("lastIndex")
            .with("kind", "SUBJECT")
            .with("authority", AUTHORITY)
            .json();
    seal("audit.read", data, "another-authority", TERM);

    assertFails("is not filed under the authority that had it sealed");
  }

  @Test
  void sealOfWhatAuthoritiesHaveNoPartIn() {
    seal("freeze.set", Example.of("freeze.set").json(), AUTHORITY, TERM);

    assertFails("is sealed, and only reads for an authority may be");
  }
}
