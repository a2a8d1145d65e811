package dev.tallystick.events.usage;

import static dev.tallystick.events.usage.UsageFlaw.INDEX_WENT_BACK;
import static dev.tallystick.events.usage.UsageFlaw.LIST_GONE;
import static dev.tallystick.events.usage.UsageFlaw.LIST_NOT_EXTENDED;
import static dev.tallystick.events.usage.UsageFlaw.LOG_NOT_EXTENDED;

import dev.tallystick.tlog.Checkpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether one page extends another (usage-answer.md sections 5 and 6). */
final class UsageGrowth {
  private final UsagePage before;
  private final UsagePage after;
  private final List<UsageFinding> findings = new ArrayList<>();

  private UsageGrowth(UsagePage before, UsagePage after) {
    this.before = before;
    this.after = after;
  }

  static List<UsageFinding> check(UsagePage before, UsagePage after, boolean isUnlinked) {
    UsageGrowth growth = new UsageGrowth(before, after);
    growth.log();
    growth.index();
    growth.lists(isUnlinked);
    return growth.findings;
  }

  private void found(UsageFlaw flaw, String where, String detail) {
    findings.add(new UsageFinding(flaw, where, detail));
  }

  private void log() {
    Checkpoint old = before.checkpoint();
    if (after
        .answer()
        .consistency()
        .filter(proof -> proof.proves(old, after.checkpoint()))
        .isEmpty()) {
      found(
          LOG_NOT_EXTENDED,
          "consistency",
          "size %d is not shown to extend size %d"
              .formatted(after.checkpoint().size(), old.size()));
    }
  }

  private void index() {
    Optional<IndexRoot> older = before.indexRoot();
    Optional<IndexRoot> newer = after.indexRoot();
    if (older.isEmpty() || newer.isEmpty()) {
      return;
    }
    long oldIndex = before.answer().indexRoot().index();
    long newIndex = after.answer().indexRoot().index();
    long oldNumber = older.get().number();
    long newNumber = newer.get().number();
    boolean holds =
        newNumber == oldNumber
            ? newIndex == oldIndex && sameEntry()
            : newNumber > oldNumber
                && newIndex > oldIndex
                && newer.get().coveredSize() >= older.get().coveredSize();
    if (!holds) {
      found(
          INDEX_WENT_BACK,
          "indexRoot",
          "root %d at %d after root %d at %d".formatted(newNumber, newIndex, oldNumber, oldIndex));
    }
  }

  private boolean sameEntry() {
    return before
        .answer()
        .indexRoot()
        .opening()
        .entry()
        .equals(after.answer().indexRoot().opening().entry());
  }

  private void lists(boolean isUnlinked) {
    for (UsageList old : before.answer().lists()) {
      List<UsageList> lists = after.answer().lists();
      int at = 0;
      while (at < lists.size() && !lists.get(at).label().equals(old.label())) {
        at++;
      }
      if (at == lists.size()) {
        // A list may have been linked by way of the one that was unlinked.
        if (!isUnlinked || old.label().equals(before.answer().own().label())) {
          found(LIST_GONE, "linked", "the list of " + old.label() + " is not there any more");
        }
      } else if (!extendsList(old, lists.get(at))) {
        found(
            LIST_NOT_EXTENDED,
            after.answer().where(at),
            "%d entries are not shown to extend %d".formatted(lists.get(at).count(), old.count()));
      }
    }
  }

  private static boolean extendsList(UsageList old, UsageList list) {
    if (!(old.proof() instanceof UsageProof.Present past)) {
      return true;
    }
    return list.proof() instanceof UsageProof.Present now
        && list.extension()
            .filter(proof -> proof.oldSize() == past.value().count())
            .filter(
                proof ->
                    proof.proves(
                        past.value().listRoot(), now.value().count(), now.value().listRoot()))
            .isPresent();
  }
}
