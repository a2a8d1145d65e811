package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Stub;
import dev.tallystick.events.type.AuditRead;
import dev.tallystick.events.type.EntryUnsealed;
import dev.tallystick.tally.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What is sealed is a read for an authority, for two years at most, and comes into its person's
 * list once and in time: lawful secrecy ends by itself.
 *
 * <p>An opening is late if the log took in others for more than an hour after the term: while the
 * log is away it cannot be written.
 */
final class SealStep implements AuditStep {
  private static final Duration LONGEST = Duration.ofDays(731);
  private static final Duration GRACE = Duration.ofHours(1);

  private final AuditFindings findings = new AuditFindings("seals");
  private final Map<Long, Seal> closed = new HashMap<>();
  private final TreeSet<Long> terms = new TreeSet<>();
  private final Set<Long> opened = new HashSet<>();
  private final Map<Long, Long> firstAfter = new HashMap<>();
  private long seals;
  private long lastMillis;
  private boolean isPartial;

  /**
   * A sealed entry.
   *
   * @param event its id; empty if its body is not shown
   * @param subject whom it is about
   */
  private record Seal(
      Optional<EventId> event,
      Optional<String> authority,
      Optional<String> subject,
      Instant openBy) {}

  @Override
  public void see(AuditedEntry entry) {
    lastMillis = entry.recordedMillis();
    overrun(lastMillis);
    entry
        .data(EntryUnsealed.NAME, EntryUnsealed::read)
        .ifPresent(unsealed -> unsealed(entry, unsealed));
    entry.stub().filter(Stub::isSealed).ifPresent(stub -> sealed(entry, stub));
  }

  /** Notes from when on the log was written after a term that is over. */
  private void overrun(long recordedMillis) {
    while (!terms.isEmpty() && terms.first() < recordedMillis) {
      firstAfter.putIfAbsent(terms.pollFirst(), recordedMillis);
    }
  }

  private void sealed(AuditedEntry entry, Stub stub) {
    seals++;
    Instant openBy = stub.openBy().orElseThrow();
    if (!entry.is(AuditRead.SHORT_NAME)) {
      findings.at(entry.index(), "is sealed, and only reads for an authority may be");
      return;
    }
    if (openBy.isAfter(Instant.ofEpochMilli(entry.recordedMillis()).plus(LONGEST))) {
      findings.at(entry.index(), "is sealed for longer than two years");
    }
    Optional<String> authority =
        entry.data(AuditRead.NAME, AuditRead::read).flatMap(AuditRead::authority);
    boolean isFiled =
        authority
            .map(EventLabels::ofSealed)
            .map(label -> stub.labels().stream().allMatch(label::equals))
            .orElse(entry.body().isEmpty());
    if (!isFiled) {
      findings.at(entry.index(), "is not filed under the authority that had it sealed");
    }
    closed.put(
        entry.index(),
        new Seal(
            entry.body().map(body -> body.id()),
            authority,
            entry.body().flatMap(body -> body.subject()),
            openBy));
    terms.add(openBy.toEpochMilli());
  }

  private void unsealed(AuditedEntry entry, EntryUnsealed unsealed) {
    Seal seal = closed.remove(unsealed.index());
    if (seal == null) {
      if (isPartial) {
        findings.untoldAt(entry.index(), "the entry that it opens is not shown");
      } else if (opened.contains(unsealed.index())) {
        findings.at(entry.index(), "opens an entry that is open");
      } else {
        findings.at(entry.index(), "opens an entry that was not sealed");
      }
      return;
    }
    opened.add(unsealed.index());
    boolean isOf =
        seal.event().map(unsealed.entry()::equals).orElse(true)
            && seal.authority().map(unsealed.authority()::equals).orElse(true)
            && (seal.event().isEmpty()
                || seal.subject().equals(entry.body().flatMap(body -> body.subject())));
    if (!isOf) {
      findings.at(entry.index(), "names another event, authority or person than the sealed entry");
    }
    boolean isBefore = entry.recordedMillis() < seal.openBy().toEpochMilli();
    if (unsealed.reason() == EntryUnsealed.Reason.TERM && isBefore) {
      findings.at(entry.index(), "says that the term is over, which it is not");
    }
    if (isLate(seal, entry.recordedMillis())) {
      findings.at(entry.index(), "opens a sealed entry more than an hour after its term");
    }
  }

  private boolean isLate(Seal seal, long millis) {
    Long first = firstAfter.get(seal.openBy().toEpochMilli());
    return first != null && millis - first > GRACE.toMillis();
  }

  @Override
  public void pass(long index) {
    isPartial = true;
  }

  @Override
  public void tell(CheckReport report, long size) {
    closed.forEach(
        (index, seal) -> {
          if (isLate(seal, lastMillis)) {
            findings.at(index, "is still sealed more than an hour after its term");
          }
        });
    report.fact("sealed", seals);
    report.fact("stillSealed", (long) closed.size());
    findings.tell(
        report,
        "%d entries were sealed, %d still are, none beyond its term"
            .formatted(seals, closed.size()));
  }
}
