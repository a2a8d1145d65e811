package dev.tallystick.events.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.AbsenceProof;
import dev.tallystick.tlog.IndexValue;
import dev.tallystick.tlog.TrieProof;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A list that is not the one under the index root is found, by name. */
class UsageCheckListTest extends UsageLies {
  @Test
  void answer_ofSomebodyElseIsRefused() {
    assertThat(flaws(check(log.whole(stranger), person))).containsExactly(UsageFlaw.ANOTHER_LABEL);
  }

  @Test
  void nothing_forSomebodyWithEntriesCannotBeProved() {
    String nobody = log.token();
    UsagePage page = log.whole(nobody);

    UsagePage moved =
        with(
            page,
            list ->
                new UsageList(
                    EventLabels.ofSubject(person), list.proof(), List.of(), Optional.empty()));
    UsagePage empty =
        with(
            page,
            list ->
                new UsageList(
                    EventLabels.ofSubject(person),
                    new UsageProof.Absent(new AbsenceProof.EmptyTrie()),
                    List.of(),
                    Optional.empty()));

    assertThat(flaws(check(page, person))).contains(UsageFlaw.ANOTHER_LABEL);
    assertThat(flaws(check(moved, person))).contains(UsageFlaw.ABSENCE_UNPROVED);
    assertThat(flaws(check(empty, person))).contains(UsageFlaw.ABSENCE_UNPROVED);
  }

  @Test
  void list_cutShortCannotBeProved() {
    UsagePage page =
        with(
            log.whole(person),
            list -> {
              UsageProof.Present present = (UsageProof.Present) list.proof();
              IndexValue value = present.value();
              return new UsageList(
                  list.label(),
                  new UsageProof.Present(
                      new IndexValue(value.salt(), value.count() - 1, value.listRoot()),
                      present.proof()),
                  list.entries().subList(1, 7),
                  list.extension());
            });

    assertThat(flaws(check(page, person))).contains(UsageFlaw.LIST_UNPROVED);
  }

  @Test
  void trieProof_ofAnotherLabelProvesNothing() {
    TrieProof other = ((UsageProof.Present) log.whole(stranger).answer().own().proof()).proof();
    UsagePage page =
        with(
            log.whole(person),
            list ->
                new UsageList(
                    list.label(),
                    new UsageProof.Present(((UsageProof.Present) list.proof()).value(), other),
                    list.entries(),
                    list.extension()));

    assertThat(flaws(check(page, person))).containsExactly(UsageFlaw.LIST_UNPROVED);
  }
}
