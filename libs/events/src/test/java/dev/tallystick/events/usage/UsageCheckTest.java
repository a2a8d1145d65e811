package dev.tallystick.events.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** True answers hold, and say how much they show; no other bytes say the same. */
class UsageCheckTest extends UsageLies {
  @Test
  void whole_isComplete() {
    UsageVerdict verdict = check(log.whole(person), person);

    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.coveredSize()).isEqualTo(15);
    assertThat(verdict.number()).isEqualTo(1);
    assertThat(verdict.count()).isEqualTo(7);
  }

  @Test
  void nothing_isCompleteToo() {
    String nobody = log.token();

    UsageVerdict verdict = check(log.whole(nobody), nobody);

    assertThat(verdict.isComplete()).isTrue();
    assertThat(verdict.count()).isZero();
  }

  @Test
  void part_holdsButIsNotComplete() {
    List<Hash> label = List.of(EventLabels.ofSubject(person));

    UsageVerdict verdict = check(log.page(label, 2, 5, Optional.empty()), person);

    assertThat(verdict.holds()).isTrue();
    assertThat(verdict.isComplete()).isFalse();
    assertThat(verdict.shown()).isEqualTo(3);
  }

  @Test
  void json_readsBackAsItWasWritten() throws Exception {
    UsagePage some = log.whole(person);
    UsagePage none = log.whole(log.token());
    UsagePage first = log.page(List.of(EventLabels.ofSubject(person)), 3, 7, Optional.of(some));

    for (UsagePage page : List.of(some, none, first)) {
      UsageAnswer read = UsageAnswer.parse(page.answer().toJson());
      assertThat(read.toJson()).isEqualTo(page.answer().toJson());
      assertThat(UsageAnswer.parsePages(page.answer().toJson())).hasSize(1);
    }
  }

  @Test
  void json_withAnyByteChangedNeverHoldsAsAnotherAnswer() {
    UsagePage page = log.page(List.of(EventLabels.ofSubject(person)), 5, 7, Optional.empty());
    byte[] json = page.answer().toJson();
    Map<String, Integer> survived = new TreeMap<>();
    for (int i = 0; i < json.length; i++) {
      byte[] changed = json.clone();
      changed[i] ^= 1;
      try {
        UsageAnswer read = UsageAnswer.parse(changed);
        if (check(new UsagePage(read, page.checkpoint()), person).holds()
            && !read.own().equals(page.answer().own())) {
          survived.merge("byte " + i, 1, Integer::sum);
        }
      } catch (InvalidUsageException e) {
        assertThat(e.getMessage()).isNotEmpty();
      }
    }

    assertThat(survived).isEmpty();
  }
}
