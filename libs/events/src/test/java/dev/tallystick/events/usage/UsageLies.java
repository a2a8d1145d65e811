package dev.tallystick.events.usage;

import dev.tallystick.events.receipt.LoggedOpening;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A log with the lists of a few people, and what somebody could change in an answer from it. */
class UsageLies {
  final UsageLog log = new UsageLog();
  final String person;
  final String stranger;

  UsageLies() {
    person = log.token();
    stranger = log.token();
    for (int i = 0; i < 7; i++) {
      log.freeze(person);
      log.freeze(log.token());
    }
    log.freeze(stranger);
    log.indexRoot();
  }

  static Optional<UsageOwner> of(String token) {
    return Optional.of(UsageOwner.ofSubject(token));
  }

  static UsageVerdict check(UsagePage page, String token) {
    return UsageCheck.check(List.of(page), Optional.empty(), of(token));
  }

  static List<UsageFlaw> flaws(UsageVerdict verdict) {
    return verdict.findings().stream().map(UsageFinding::flaw).distinct().toList();
  }

  static UsagePage with(UsagePage page, UnaryOperator<UsageList> change) {
    UsageAnswer a = page.answer();
    return new UsagePage(
        new UsageAnswer(
            change.apply(a.own()),
            a.linked(),
            a.bulkReads(),
            a.indexRoot(),
            a.checkpoint(),
            a.consistency(),
            a.policyHash(),
            a.saved(),
            a.next()),
        page.checkpoint());
  }

  static UsagePage entries(UsagePage page, UnaryOperator<List<ListedEntry>> change) {
    return with(
        page,
        list ->
            new UsageList(
                list.label(),
                list.proof(),
                change.apply(new ArrayList<>(list.entries())),
                list.extension()));
  }

  static UsagePage root(UsagePage page, LoggedOpening root) {
    UsageAnswer a = page.answer();
    return new UsagePage(
        new UsageAnswer(
            a.own(),
            a.linked(),
            a.bulkReads(),
            root,
            a.checkpoint(),
            a.consistency(),
            a.policyHash(),
            a.saved(),
            a.next()),
        page.checkpoint());
  }
}
