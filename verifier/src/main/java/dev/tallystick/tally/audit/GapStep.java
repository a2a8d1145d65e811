package dev.tallystick.tally.audit;

import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.receipt.OpenedPart;
import dev.tallystick.events.type.OpeningDeleted;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A body that is not shown has been erased lawfully (I8): a later {@code opening.deleted} names its
 * class and a range of the log that holds it. Any other gap within the engagement is an alarm.
 */
final class GapStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("gaps");
  private final Optional<Set<Hash>> scope;
  private final List<Gap> gaps = new ArrayList<>();
  private final List<Deletion> deletions = new ArrayList<>();
  private long outside;

  private record Gap(long index, EventClass eventClass) {}

  private record Deletion(long at, EventClass eventClass, long first, long last, long count) {
    boolean covers(Gap gap) {
      return gap.index() < at
          && gap.index() >= first
          && gap.index() <= last
          && gap.eventClass() == eventClass;
    }
  }

  /**
   * @param parties the parties of the engagement; empty means everything. Bodies that concern none
   *     of them come as hashes, and that is no gap.
   */
  GapStep(Set<String> parties) {
    scope =
        parties.isEmpty()
            ? Optional.empty()
            : Optional.of(parties.stream().map(EventLabels::ofParty).collect(Collectors.toSet()));
  }

  @Override
  public void see(AuditedEntry entry) {
    entry
        .data(OpeningDeleted.NAME, OpeningDeleted::read)
        .ifPresent(deleted -> deletions.add(deletion(entry.index(), deleted)));
    if (!(entry.opening().body() instanceof OpenedPart.Withheld)) {
      return;
    }
    if (entry.stub().isEmpty() || entry.type().isEmpty()) {
      findings.untoldAt(entry.index(), "the body is withheld, of an event of unknown type");
    } else if (scope.isPresent()
        && entry.stub().get().labels().stream().noneMatch(scope.get()::contains)) {
      outside++;
    } else {
      gaps.add(new Gap(entry.index(), entry.type().get().eventClass()));
    }
  }

  @Override
  public void pass(long index) {
    if (scope.isPresent()) {
      outside++;
    } else {
      findings.untoldAt(
          index, "only its leaf hash is shown; say whose engagement this is: --scope PARTY");
    }
  }

  private static Deletion deletion(long index, OpeningDeleted deleted) {
    return new Deletion(
        index,
        EventClass.valueOf(deleted.deleted().wire()),
        deleted.firstIndex(),
        deleted.lastIndex(),
        deleted.count());
  }

  @Override
  public void tell(CheckReport report, long size) {
    long lawful = 0;
    long[] erased = new long[deletions.size()];
    for (Gap gap : gaps) {
      boolean isLawful = false;
      for (int i = 0; i < erased.length && !isLawful; i++) {
        isLawful = deletions.get(i).covers(gap) && erased[i] < deletions.get(i).count();
        erased[i] += isLawful ? 1 : 0;
      }
      lawful += isLawful ? 1 : 0;
      if (!isLawful) {
        findings.at(
            gap.index(), "the body is missing, and no opening.deleted says that it was erased");
      }
    }
    String beyond = scope.isEmpty() ? "" : "; %d entries outside the engagement".formatted(outside);
    findings.tell(
        report,
        lawful == 0
            ? "no body is missing" + beyond
            : "%d bodies are missing, each erased as %d entries opening.deleted say%s"
                .formatted(lawful, deletions.size(), beyond));
    report.fact("lawfulGaps", lawful);
  }
}
