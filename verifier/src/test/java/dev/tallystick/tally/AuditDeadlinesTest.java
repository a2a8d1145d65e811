package dev.tallystick.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonBoolean;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.Sale;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Terms that were not kept, and answers and audits that were said otherwise than they were. */
class AuditDeadlinesTest {
  private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
  private static final Optional<String> PERSON = Optional.of(Market.PERSON);

  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  @BeforeEach
  void activate() {
    Pack pack = ShippedPacks.get("cn-2022");
    append(
        "pack.activated",
        Optional.empty(),
        Example.of("pack.activated")
            .with("version", pack.version())
            .with("digest", pack.digest().hex()));
  }

  private long append(String type, Optional<String> subject, Example data) {
    return market.log().append(type, subject, data.json());
  }

  private LocalDate day() {
    return LocalDate.ofInstant(Instant.ofEpochMilli(market.log().nextMillis()), ZONE);
  }

  private EventId accept(LocalDate dueOn) {
    EventId id = market.log().drawId();
    JsonObject data =
        Example.of("complaint.accepted")
            .with("acceptedAt", Sale.time(market.log().nextMillis() - 20))
            .with("dueOn", dueOn.toString())
            .json();
    market
        .log()
        .append(id, "complaint.accepted", PERSON, data, Optional.empty(), List.of(), List.of());
    return id;
  }

  private Example answer(LocalDate dueOn, boolean late) {
    return Example.of("complaint.answered")
        .with("answeredAt", Sale.time(market.log().nextMillis() - 20))
        .with("dueOn", dueOn.toString())
        .with("late", late ? JsonBoolean.TRUE : JsonBoolean.FALSE);
  }

  private Example missed(LocalDate dueOn, EventId about) {
    return Example.of("obligation.missed")
        .without("obligation")
        .with("duty", "COMPLAINT")
        .with("party", "credit-authority")
        .with("dueOn", dueOn.toString())
        .with("about", about.toString());
  }

  @Test
  void complaintsInTimeLateAndMissed_hold() {
    LocalDate dueOn = day().plusDays(30);
    EventId accepted = accept(dueOn);
    market.log().pass(Duration.ofDays(31));
    append("obligation.missed", Optional.empty(), missed(dueOn, accepted));
    append("complaint.answered", PERSON, answer(dueOn, true));
    market.log().pass(Duration.ofDays(60));
    market.sale();

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.line("complaints"))
        .isEqualTo("complaints | holds | 1 complaints were accepted, 1 answers are of their time");
    assertThat(run.exitCode()).as(run.out()).isZero();
  }

  @Test
  void lateAnswerThatSaysItWasInTime() {
    LocalDate dueOn = day().plusDays(30);
    accept(dueOn);
    market.log().pass(Duration.ofDays(31));
    append("complaint.answered", PERSON, answer(dueOn, false));

    assertFails("complaints", "its last day was %s, and it says otherwise".formatted(dueOn));
  }

  @Test
  void answerDatedBack() {
    LocalDate dueOn = day().plusDays(30);
    accept(dueOn);
    JsonString inTime = Sale.time(market.log().nextMillis());
    market.log().pass(Duration.ofDays(31));
    append("complaint.answered", PERSON, answer(dueOn, false).with("answeredAt", inTime));

    assertFails("complaints", "dated back: its time is earlier than it was said");
  }

  @Test
  void termThatIsNotThePacks() {
    accept(day().plusDays(31));

    assertFails("complaints", "its last day is not that of the pack");
  }

  @Test
  void answerBeforeTheAcceptance() {
    append("complaint.answered", PERSON, answer(day().plusDays(30), false));

    assertFails("complaints", "answered and not accepted before");
  }

  @Test
  void missThatIsSaidTooSoon() {
    LocalDate dueOn = day().plusDays(30);
    EventId accepted = accept(dueOn);
    market.log().pass(Duration.ofDays(29));
    append("obligation.missed", Optional.empty(), missed(dueOn, accepted));

    assertFails("complaints", "missed before its last day, %s, was over".formatted(dueOn));
  }

  @Test
  void missThatNobodySays() {
    accept(day().plusDays(30));
    long accepted = market.log().size() - 1L;
    market.log().pass(Duration.ofDays(60));
    append("product.registered", Optional.empty(), Example.of("product.registered"));

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line("complaints"))
        .isEqualTo(
            "complaints | does not hold | entry %d: neither decided in time nor said to be missed"
                .formatted(accepted));
  }

  @Test
  void complaintUnderAPackThatNobodyKnows_accusesNobody() {
    append(
        "pack.activated",
        Optional.empty(),
        Example.of("pack.activated").with("version", 9).with("digest", "ab".repeat(32)));
    accept(day().plusDays(31));

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.line("complaints")).startsWith("complaints | cannot tell");
    assertThat(run.exitCode()).as(run.out()).isEqualTo(2);
  }

  private void audited(int run, String auditor) {
    append(
        "audit.reported",
        Optional.empty(),
        Example.of("audit.reported").with("run", run).with("auditor", auditor));
  }

  @Test
  void thirdAuditInARowByOneAuditor() {
    audited(1, "CPA-1");
    audited(2, "CPA-1");
    assertThat(AuditSamples.audit(folder, market).line("audits"))
        .isEqualTo("audits | holds | 2 audits of parties are counted, and auditors rotate");

    audited(3, "CPA-1");

    assertFails("audits", "the same auditor has held as many before as the pack allows");
  }

  @Test
  void auditThatIsCountedTwice() {
    audited(1, "CPA-1");
    audited(1, "CPA-2");

    assertFails("audits", "is called audit 1 and is audit 2");
  }

  /** The last entry breaks the promise, and the audit says so. */
  private void assertFails(String check, String rule) {
    Run run = AuditSamples.audit(folder, market);

    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line(check))
        .as(run.out())
        .startsWith(
            "%s | does not hold | entry %d: %s".formatted(check, market.log().size() - 1, rule));
  }
}
