package dev.tallystick.events.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.PartName;
import dev.tallystick.events.receipt.LoggedOpening;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.receipt.Opening;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What was done to the entries of an answer is found, by name. */
class UsageCheckEntriesTest extends UsageLies {
  @Test
  void entry_removedFromAnyPlaceIsMissed() {
    for (int i = 0; i < 7; i++) {
      int removed = i;
      UsagePage page =
          entries(
              log.whole(person),
              list -> {
                list.remove(removed);
                return list;
              });

      assertThat(check(page, person).isComplete()).as("without %d", i).isFalse();
    }
  }

  @Test
  void entries_exchangedOrRepeatedAreFound() {
    UsagePage page = log.whole(person);
    UsagePage exchanged =
        entries(
            page,
            list -> {
              Collections.swap(list, 2, 3);
              return list;
            });
    UsagePage repeated =
        entries(
            page,
            list -> {
              list.set(3, list.get(2));
              return list;
            });

    assertThat(flaws(check(exchanged, person)))
        .contains(UsageFlaw.PLACES_NOT_IN_ORDER, UsageFlaw.INDEX_NOT_IN_ORDER);
    assertThat(flaws(check(repeated, person))).contains(UsageFlaw.PLACES_NOT_IN_ORDER);
  }

  @Test
  void entry_movedToAnotherPlaceIsNotThere() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              ListedEntry two = list.get(2);
              ListedEntry three = list.get(3);
              list.set(2, new ListedEntry(three.logged(), two.place()));
              list.set(3, new ListedEntry(two.logged(), three.place()));
              return list;
            });

    assertThat(flaws(check(page, person))).contains(UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void opening_alteredIsNotLogged() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              Opening o = list.get(1).logged().opening();
              LoggedOpening later =
                  new LoggedOpening(
                      new Opening(o.recordedMillis() + 1, o.stub(), o.body(), o.internal()),
                      list.get(1).logged().inclusion());
              list.set(1, new ListedEntry(later, list.get(1).place()));
              return list;
            });

    assertThat(flaws(check(page, person)))
        .containsExactly(UsageFlaw.ENTRY_NOT_LOGGED, UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void entry_ofSomebodyElseIsNotUnderTheLabel() {
    UsagePage other = log.whole(stranger);
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              list.set(
                  0,
                  new ListedEntry(
                      other.answer().own().entries().get(0).logged(), list.get(0).place()));
              return list;
            });

    assertThat(flaws(check(page, person)))
        .contains(UsageFlaw.NOT_UNDER_LABEL, UsageFlaw.ENTRY_NOT_LISTED);
  }

  @Test
  void stub_withheldIsFound() {
    UsagePage page =
        entries(
            log.whole(person),
            list -> {
              Opening o = list.get(0).logged().opening();
              Opening bare =
                  new Opening(
                      o.recordedMillis(),
                      new OpenedPart.Withheld(o.stub().hash(PartName.STUB)),
                      o.body(),
                      o.internal());
              list.set(
                  0,
                  new ListedEntry(
                      new LoggedOpening(bare, list.get(0).logged().inclusion()),
                      list.get(0).place()));
              return list;
            });

    assertThat(flaws(check(page, person))).containsExactly(UsageFlaw.STUB_WITHHELD);
  }
}
