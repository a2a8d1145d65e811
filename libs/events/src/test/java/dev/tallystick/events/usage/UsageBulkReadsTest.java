package dev.tallystick.events.usage;

import static dev.tallystick.events.usage.UsageLies.check;
import static dev.tallystick.events.usage.UsageLies.flaws;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** A person finds the reads in bulk that covered their entries, and that none is kept back. */
class UsageBulkReadsTest {
  private final UsageLog log = new UsageLog();
  private final String person = log.token();
  private final long early;
  private final long covering;
  private final long later;

  UsageBulkReadsTest() {
    long stranger = log.freeze(log.token());
    early = log.bulkRead(0, stranger);
    long own = log.freeze(person);
    covering = log.bulkRead(0, own);
    later = log.bulkRead(own + 1, own + 1);
    var unused = log.indexRoot();
  }

  private UsagePage withBulkReads(UnaryOperator<Optional<UsageList>> change) {
    UsagePage page = log.whole(person);
    UsageAnswer a = page.answer();
    return new UsagePage(
        new UsageAnswer(
            a.own(),
            a.linked(),
            change.apply(a.bulkReads()),
            a.indexRoot(),
            a.checkpoint(),
            a.consistency(),
            a.policyHash(),
            a.saved(),
            a.next()),
        page.checkpoint());
  }

  private static UsageList with(UsageList list, List<ListedEntry> entries) {
    return new UsageList(list.label(), list.proof(), entries, list.extension());
  }

  @Test
  void check_namesTheReadsWhoseRangeCoversAnEntry() {
    UsageVerdict verdict = check(log.whole(person), person);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).as("of the person alone").isEqualTo(1);
    assertThat(verdict.bulkReads().covering())
        .containsExactly(covering)
        .doesNotContain(early, later);
    assertThat(verdict.bulkReads().withheld()).isZero();
  }

  @Test
  void bulkReadThatIsLeftOut_isFound() throws Exception {
    UsagePage hidden =
        withBulkReads(
            list ->
                list.map(
                    reads -> {
                      List<ListedEntry> entries = new ArrayList<>(reads.entries());
                      entries.removeIf(entry -> entry.logged().index() == covering);
                      return with(reads, entries);
                    }));

    assertThat(flaws(check(hidden, person))).containsExactly(UsageFlaw.PLACES_NOT_IN_ORDER);
    assertThat(UsageAnswer.parse(hidden.answer().toJson())).isEqualTo(hidden.answer());
  }

  @Test
  void wholeListThatIsLeftOut_isFound_whereThePersonHasEntries() {
    UsagePage hidden = withBulkReads(list -> Optional.empty());

    assertThat(flaws(check(hidden, person))).containsExactly(UsageFlaw.BULK_READS_MISSING);
    UsageVerdict party =
        UsageCheck.check(
            List.of(hidden),
            Optional.empty(),
            Optional.of(new UsageOwner(EventLabels.ofSubject(person), Optional.empty())));
    assertThat(party.findings()).as("a party has none").isEmpty();
  }

  @Test
  void anotherListInItsPlace_isFound() {
    UsagePage other = withBulkReads(list -> Optional.of(log.whole(log.token()).answer().own()));

    assertThat(flaws(check(other, person))).containsExactly(UsageFlaw.ANOTHER_LABEL);
  }

  /** Its body may have been erased after its term: nobody is accused, and nothing is claimed. */
  @Test
  void readWithoutItsRange_isCounted() {
    UsagePage withheld =
        withBulkReads(
            list ->
                list.map(
                    reads ->
                        with(reads, reads.entries().stream().map(this::withoutBody).toList())));

    UsageVerdict verdict = check(withheld, person);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.bulkReads().withheld()).isEqualTo(3);
    assertThat(verdict.bulkReads().covering()).isEmpty();
  }

  private ListedEntry withoutBody(ListedEntry entry) {
    Opening shown = entry.logged().opening();
    return new ListedEntry(
        new LoggedOpening(
            new Opening(
                shown.recordedMillis(),
                shown.stub(),
                new OpenedPart.Withheld(shown.body().hash(PartName.BODY)),
                shown.internal()),
            entry.logged().inclusion()),
        entry.place());
  }
}
