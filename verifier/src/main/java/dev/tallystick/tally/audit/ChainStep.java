package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.tally.report.CheckReport;
import java.util.List;
import java.util.Optional;

/**
 * Every sale rests on releases that its seller received before, about the same person (I6): one
 * chain from each platform to the last lender.
 */
final class ChainStep implements AuditStep {
  private final AuditFindings findings = new AuditFindings("chain");
  private final ReleaseBook book;
  private long links;

  ChainStep(ReleaseBook book) {
    this.book = book;
  }

  @Override
  public void see(AuditedEntry entry) {
    Optional<KnownRelease> release = KnownRelease.of(entry);
    if (release.isEmpty()) {
      return;
    }
    for (String parent : parents(entry)) {
      links++;
      if (book.find(parent).isEmpty() && book.withheld() > 0) {
        findings.untoldAt(
            entry.index(),
            "its parent may be one of %d releases whose bodies are withheld"
                .formatted(book.withheld()));
      } else if (book.find(parent).isEmpty() && book.passed() > 0) {
        findings.untoldAt(
            entry.index(),
            "its parent may be one of %d entries outside the engagement".formatted(book.passed()));
      } else {
        violation(release.get(), parent).ifPresent(rule -> findings.at(entry.index(), rule));
      }
    }
  }

  @Override
  public void pass(long index) {}

  private Optional<String> violation(KnownRelease release, String parent) {
    Optional<KnownRelease> known = book.find(parent);
    if (known.isEmpty()) {
      return Optional.of("no release before it has the id of its parent");
    }
    if (!known.get().subject().equals(release.subject())) {
      return Optional.of(
          "its parent at index %d is about another person".formatted(known.get().index()));
    }
    if (!known.get().to().equals(release.from())) {
      return Optional.of(
          "its parent at index %d was not received by its seller".formatted(known.get().index()));
    }
    return Optional.empty();
  }

  private static List<String> parents(AuditedEntry entry) {
    return entry.data(DataReleased.NAME, DataReleased::read).map(DataReleased::parents).stream()
        .flatMap(List::stream)
        .map(EventId::toString)
        .toList();
  }

  @Override
  public void tell(CheckReport report, long size) {
    findings.tell(report, "%d links between %d releases".formatted(links, book.size()));
  }
}
