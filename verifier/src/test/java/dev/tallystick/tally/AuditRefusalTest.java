package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.tally.market.Example;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.ListEntry;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One test for each way in which a log can break a promise that an audit looks at. */
class AuditRefusalTest {
  private static final Hash PERSON = EventLabels.ofSubject(Market.PERSON);

  @TempDir private Path folder;
  private final Market market = Market.afterASale();

  @Test
  void bodyThatWasChangedInTheDatabase() {
    int index = (int) market.sale().to(Market.BANK).index();
    List<byte[]> lines = market.log().lines();
    byte[] line = lines.get(index);
    String text = new String(line, UTF_8);
    lines.set(index, text.replace("\"recordCount\":12", "\"recordCount\":13").getBytes(UTF_8));

    Run run = AuditSamples.audit(folder, market, lines);

    assertFails(
        run, "openings", "entry %d: the opening is not of this entry; expected".formatted(index));
  }

  @Test
  void openingThatWasExchangedForAnother() {
    List<byte[]> lines = market.log().lines();
    Opening other = market.log().opening(3);
    lines.set(4, new BulkOpening(4, other).toLine());

    assertFails(
        AuditSamples.audit(folder, market, lines),
        "openings",
        "entry 4: the opening is not of this entry");
  }

  @Test
  void openingsOutOfOrderCannotBeRead() {
    List<byte[]> lines = market.log().lines();
    lines.remove(5);

    Run run = AuditSamples.audit(folder, market, lines);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("openings")).endsWith("entry 6 comes where 5 is next");
  }

  @Test
  void openingsThatEndTooEarly() {
    List<byte[]> lines = market.log().lines();

    Run run = AuditSamples.audit(folder, market, lines.subList(0, 7));

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("openings"))
        .isEqualTo(
            "openings | cannot tell | entry 7: there are no more openings; the log has 20 entries (of a log that grows, audit a mirror)");
  }

  @Test
  void bodyThatIsMissingWithoutAnEntryThatSaysSo() {
    long index = market.sale().to(Market.BANK).index();
    List<byte[]> lines = market.log().lines();
    lines.set((int) index, AuditCommandTest.withheld(market, index));

    assertFails(
        AuditSamples.audit(folder, market, lines),
        "gaps",
        "entry %d: the body is missing, and no opening.deleted says that it was erased"
            .formatted(index));
  }

  @Test
  void moreBodiesMissingThanWereSaidToBeErased() {
    long first = market.sale().to(Market.BUREAU).index();
    long second = market.sale().to(Market.BANK).index();
    market
        .log()
        .append("opening.deleted", Optional.empty(), AuditCommandTest.deletion(first, second, 1));
    List<byte[]> lines = market.log().lines();
    lines.set((int) first, AuditCommandTest.withheld(market, first));
    lines.set((int) second, AuditCommandTest.withheld(market, second));

    assertFails(
        AuditSamples.audit(folder, market, lines),
        "gaps",
        "entry %d: the body is missing".formatted(second));
  }

  @Test
  void labelThatTheBodyDoesNotCallFor() {
    Opening release = market.log().opening(market.sale().to(Market.BANK).index());
    Opening stranger = market.log().opening(3);
    Opening mixed =
        new Opening(market.log().nextMillis(), stranger.stub(), release.body(), release.internal());
    long index = market.log().append(mixed, List.of());

    assertFails(AuditSamples.audit(folder, market), "events", "entry %d: ".formatted(index));
  }

  @Test
  void recordedTimeThatGoesBack() {
    Opening old = market.log().opening(3);
    long index =
        market
            .log()
            .append(
                new Opening(
                    old.recordedMillis(),
                    old.stub(),
                    new OpenedPart.Withheld(old.body().hash(PartName.BODY)),
                    old.internal()),
                List.of());

    assertFails(
        AuditSamples.audit(folder, market),
        "times",
        "entry %d: recordedMillis goes back".formatted(index));
  }

  /** After an entry that gives the newest time up, times begin anew at its floor, not before it. */
  @Test
  void recordedTimeThatGoesBackToAnAcknowledgedFloor() {
    Opening old = market.log().opening(3);
    acknowledge(market.log().nextMillis(), old.recordedMillis());
    long index = appendOnce(old.recordedMillis(), old);
    assertThat(AuditSamples.audit(folder, market).line("times")).startsWith("times | holds");

    appendOnce(old.recordedMillis() - 1, old);
    assertFails(
        AuditSamples.audit(folder, market),
        "times",
        "entry %d: recordedMillis goes back".formatted(index + 1));
  }

  @Test
  void acknowledgementOfATimeThatIsNotTheNewest() {
    long index =
        acknowledge(market.log().nextMillis() + 1, market.log().opening(3).recordedMillis());

    assertFails(
        AuditSamples.audit(folder, market),
        "times",
        "entry %d: another time is given up".formatted(index));
  }

  private long acknowledge(long newest, long floor) {
    return market
        .log()
        .append(
            "clock.acknowledged",
            Optional.empty(),
            Example.of("clock.acknowledged")
                .with("newest", Timestamps.format(newest))
                .with("floor", Timestamps.format(floor))
                .json());
  }

  private long appendOnce(long recordedMillis, Opening old) {
    return market
        .log()
        .append(
            new Opening(
                recordedMillis,
                old.stub(),
                new OpenedPart.Withheld(old.body().hash(PartName.BODY)),
                old.internal()),
            List.of());
  }

  @Test
  void entryLeftOutOfTheIndex() {
    List<ListEntry> list = market.log().listToForge(PERSON);
    list.remove(1);
    long index = market.log().appendIndexRoot();

    assertFails(
        AuditSamples.audit(folder, market),
        "index",
        "entry %d: index root 4 over 20 entries is not that of their stubs; expected "
            .formatted(index));
  }

  @Test
  void entryFiledUnderAnotherLabel() {
    ListEntry entry = market.log().listToForge(PERSON).remove(1);
    market.log().listToForge(EventLabels.ofSubject(Market.NEIGHBOUR)).add(entry);
    long index = market.log().appendIndexRoot();

    assertFails(
        AuditSamples.audit(folder, market), "index", "entry %d: index root 4".formatted(index));
  }

  @Test
  void entryMovedWithinItsList() {
    List<ListEntry> list = market.log().listToForge(PERSON);
    list.add(0, list.remove(1));
    long index = market.log().appendIndexRoot();

    assertFails(
        AuditSamples.audit(folder, market), "index", "entry %d: index root 4".formatted(index));
  }

  @Test
  void secondIndexRootWithOneNumber() {
    OptionalLong previous = OptionalLong.of(market.log().roots().get(1).index());
    long index = market.log().appendIndexRoot(3, previous, market.log().size());

    assertFails(
        AuditSamples.audit(folder, market),
        "roots",
        "entry %d: index root 3 comes after 3 at index 19 (and 1 more entries)".formatted(index));
  }

  @Test
  void indexRootThatWasSkipped() {
    OptionalLong previous = OptionalLong.of(market.log().roots().get(2).index());
    long index = market.log().appendIndexRoot(5, previous, market.log().size());

    assertFails(
        AuditSamples.audit(folder, market),
        "roots",
        "entry %d: index root 5 comes after 3 at index 19".formatted(index));
  }

  @Test
  void indexRootOfASecondChain() {
    OptionalLong previous = OptionalLong.of(market.log().roots().get(0).index());
    long index = market.log().appendIndexRoot(4, previous, market.log().size());

    assertFails(
        AuditSamples.audit(folder, market),
        "roots",
        "entry %d: index root 4 names index %d as the one before, which is index 19"
            .formatted(index, previous.getAsLong()));
  }

  /** What a server would show to one victim: an index without the entries it wants to hide. */
  @Test
  void indexRootForgedForOneVictim() {
    List<ListEntry> all = market.log().hide(PERSON);
    long forged = market.log().appendIndexRoot();
    market.log().listToForge(PERSON).addAll(all);
    market.log().appendIndexRoot();

    assertFails(
        AuditSamples.audit(folder, market), "index", "entry %d: index root 4".formatted(forged));
  }

  @Test
  void labelWithoutASaltLeavesTheIndexUntold() {
    market.log().hide(EventLabels.ofSubject(Market.NEIGHBOUR));

    Run run = AuditSamples.audit(folder, market);

    assertThat(run.exitCode()).isEqualTo(2);
    assertThat(run.line("index"))
        .contains(
            "cannot tell",
            "there is no salt of the label " + EventLabels.ofSubject(Market.NEIGHBOUR));
  }

  private static void assertFails(Run run, String check, String detail) {
    assertThat(run.exitCode()).as(run.out()).isEqualTo(1);
    assertThat(run.line(check)).as(run.out()).startsWith(check + " | does not hold | " + detail);
  }
}
