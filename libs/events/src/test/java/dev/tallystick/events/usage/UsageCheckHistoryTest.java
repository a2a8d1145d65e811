package dev.tallystick.events.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pages, earlier answers and linked lists fit together, or it is found what does not. */
class UsageCheckHistoryTest extends UsageLies {
  @Test
  void pages_thatFollowOneAnotherAreOneAnswer() {
    List<Hash> label = List.of(EventLabels.ofSubject(person));
    UsagePage first = log.page(label, 4, 7, Optional.empty());
    log.freeze(person);
    log.indexRoot();
    UsagePage second = log.page(label, 2, 4, Optional.of(first));
    UsagePage third = log.page(label, 0, 2, Optional.of(second));

    UsageVerdict all =
        UsageCheck.check(List.of(first, second, third), Optional.empty(), of(person));
    UsageVerdict gap = UsageCheck.check(List.of(first, third), Optional.empty(), of(person));

    assertThat(all.findings()).isEmpty();
    assertThat(all.isComplete()).isTrue();
    assertThat(all.coveredSize()).isEqualTo(15);
    assertThat(flaws(gap)).contains(UsageFlaw.PAGES_WITH_A_GAP);
  }

  @Test
  void previous_isExtendedOrItIsFound() {
    UsagePage old = log.whole(person);
    log.freeze(person);
    log.indexRoot();
    List<Hash> label = List.of(EventLabels.ofSubject(person));
    UsagePage now = log.page(label, 7, 8, Optional.of(old));
    UsagePage unproved = log.page(label, 7, 8, Optional.empty());

    assertThat(UsageCheck.check(List.of(now), Optional.of(old), of(person)).findings()).isEmpty();
    assertThat(flaws(UsageCheck.check(List.of(unproved), Optional.of(old), of(person))))
        .containsExactly(UsageFlaw.LOG_NOT_EXTENDED, UsageFlaw.LIST_NOT_EXTENDED);
    assertThat(flaws(UsageCheck.check(List.of(old), Optional.of(now), of(person))))
        .contains(UsageFlaw.INDEX_WENT_BACK);
  }

  @Test
  void list_rewrittenSinceIsFound() {
    UsagePage old = log.whole(person);
    UsageLog other = new UsageLog();
    String first = other.token();
    String second = other.token();
    for (int i = 0; i < 8; i++) {
      other.freeze(first);
      other.freeze(second);
    }
    other.indexRoot();
    assertThat(first).isEqualTo(person);

    UsagePage now = other.page(List.of(EventLabels.ofSubject(person)), 0, 8, Optional.of(old));

    assertThat(flaws(UsageCheck.check(List.of(now), Optional.of(old), of(person))))
        .contains(UsageFlaw.LOG_NOT_EXTENDED, UsageFlaw.LIST_NOT_EXTENDED);
  }

  @Test
  void linked_listsAreDueUntilUnlinked() {
    String phone = log.token();
    String card = log.token();
    log.freeze(phone);
    long link = log.link(person, phone);
    log.link(phone, card);
    log.indexRoot();
    List<Hash> both =
        List.of(
            EventLabels.ofSubject(person),
            EventLabels.ofSubject(phone),
            EventLabels.ofSubject(card));
    UsagePage before = log.page(both, 0, 99, Optional.empty());

    assertThat(check(before, person).isComplete()).isTrue();
    assertThat(flaws(check(log.page(both.subList(0, 2), 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LINKED_LIST_MISSING);
    assertThat(flaws(check(log.whole(person), person)))
        .containsExactly(UsageFlaw.LINKED_LIST_MISSING);

    log.unlink(person, phone, link);
    log.indexRoot();
    UsagePage after = log.page(both.subList(0, 1), 0, 99, Optional.of(before));
    UsageVerdict verdict = UsageCheck.check(List.of(after), Optional.of(before), of(person));
    assertThat(verdict.findings())
        .as("the card was linked by way of the phone, and went with it")
        .isEmpty();
    assertThat(flaws(check(log.page(both, 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LIST_NOT_LINKED);
  }

  @Test
  void linked_listThatGoesWithoutAnUnlinkingIsMissed() {
    String phone = log.token();
    log.link(person, phone);
    log.indexRoot();
    List<Hash> both = List.of(EventLabels.ofSubject(person), EventLabels.ofSubject(phone));
    UsagePage before = log.page(both, 0, 99, Optional.empty());
    log.freeze(person);
    log.indexRoot();

    UsagePage after = log.page(both.subList(0, 1), 8, 99, Optional.of(before));

    assertThat(flaws(UsageCheck.check(List.of(after), Optional.of(before), of(person))))
        .containsExactly(UsageFlaw.LIST_GONE);
  }

  @Test
  void list_ofAStrangerAmongTheLinkedIsFound() {
    List<Hash> labels = List.of(EventLabels.ofSubject(person), EventLabels.ofSubject(stranger));

    assertThat(flaws(check(log.page(labels, 0, 99, Optional.empty()), person)))
        .containsExactly(UsageFlaw.LIST_NOT_LINKED);
  }
}
