package dev.tallystick.tally.audit;

import dev.tallystick.events.type.IndexRoot;
import dev.tallystick.tlog.Hash;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The chain of {@code index.root} entries: their numbers count from 1, each names the log index of
 * the one before, and the part of the log that they cover never shrinks. Two entries with one
 * number, a number left out, or a second chain is how a writer would show one person another index.
 */
final class RootChain {
  private final AuditFindings findings;
  private long number;
  private long index = -1;
  private long covered;

  RootChain(AuditFindings findings) {
    this.findings = findings;
  }

  /** What an entry says of the index. */
  record Claim(Hash root, long coveredSize) {}

  /** Takes the next root; empty if its content is not shown. */
  Optional<Claim> take(AuditedEntry entry) {
    Optional<IndexRoot> data = entry.data().map(IndexRoot::read);
    if (data.isEmpty()) {
      findings.untoldAt(entry.index(), "the body of an index root is withheld");
      return Optional.empty();
    }
    long says = data.get().number();
    long covers = data.get().coveredSize();
    if (says != number + 1) {
      findings.at(
          entry.index(),
          "index root %d comes after %d%s"
              .formatted(says, number, index < 0 ? "" : " at index " + index));
    }
    OptionalLong previous = data.get().previous();
    if (!previous.equals(index < 0 ? OptionalLong.empty() : OptionalLong.of(index))) {
      findings.at(
          entry.index(),
          "index root %d names %s as the one before, which is %s"
              .formatted(says, name(previous.orElse(-1)), name(index)));
    }
    if (covers > entry.index()) {
      findings.at(
          entry.index(),
          "index root %d covers %d entries, at index %d".formatted(says, covers, entry.index()));
    } else if (covers < covered) {
      findings.at(
          entry.index(),
          "index root %d covers %d entries, the one before %d".formatted(says, covers, covered));
    }
    number = says;
    index = entry.index();
    covered = Math.max(covered, covers);
    return Optional.of(new Claim(data.get().root(), covers));
  }

  private static String name(long index) {
    return index < 0 ? "none" : "index " + index;
  }

  /** The number of the last root; 0 before the first. */
  long number() {
    return number;
  }

  /** How many entries the roots cover. */
  long covered() {
    return covered;
  }
}
