package dev.tallystick.tally.audit;

import dev.tallystick.events.EventId;
import dev.tallystick.events.type.ComplaintAccepted;
import dev.tallystick.events.type.ComplaintAnswered;
import dev.tallystick.events.type.ComplaintId;
import dev.tallystick.events.type.ComplaintWithdrawn;
import dev.tallystick.events.type.ObligationMissed;
import dev.tallystick.rules.pack.ComplaintTerms;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.tally.report.CheckReport;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The term of each complaint is the pack's, counted from its acceptance; no answer is dated back, a
 * late one says so, and of what was not decided in time the log says that it was missed (R47).
 */
final class ComplaintStep implements AuditStep {
  /** How long an outage may keep an event from the log (docs/spec/events.md). */
  private static final Duration OUTAGE = Duration.ofDays(7);

  private final AuditFindings findings = new AuditFindings("complaints");
  private final LoggedPacks packs;
  private final Map<ComplaintId, Term> terms = new HashMap<>();
  private final Map<EventId, ComplaintId> begun = new HashMap<>();
  private long answers;
  private long last;
  private boolean isPartial;

  /** A term that runs. */
  private static final class Term {
    private final long index;
    private final LocalDate dueOn;
    private final ZoneId zone;
    private boolean isOver;
    private boolean isMissed;

    private Term(long index, LocalDate dueOn, ZoneId zone) {
      this.index = index;
      this.dueOn = dueOn;
      this.zone = zone;
    }

    /** The first moment after its last day. */
    private Instant end() {
      return dueOn.plusDays(1).atStartOfDay(zone).toInstant();
    }
  }

  ComplaintStep(PackShelf shelf) {
    packs = new LoggedPacks(shelf);
  }

  @Override
  public void see(AuditedEntry entry) {
    last = Math.max(last, entry.recordedMillis());
    packs.see(entry);
    // Withheld, or erased after its term: what hangs on it cannot be told, and nobody is accused.
    isPartial |= entry.is("complaint.accepted") && entry.body().isEmpty();
    entry
        .data(ComplaintAccepted.NAME, ComplaintAccepted::read)
        .ifPresent(accepted -> begin(entry, accepted));
    entry
        .data(ComplaintAnswered.NAME, ComplaintAnswered::read)
        .ifPresent(answer -> answered(entry, answer));
    entry
        .data(ComplaintWithdrawn.NAME, ComplaintWithdrawn::read)
        .flatMap(gone -> Optional.ofNullable(terms.get(gone.complaint())))
        .ifPresent(term -> term.isOver = true);
    entry
        .data(ObligationMissed.NAME, ObligationMissed::read)
        .filter(missed -> missed.duty() == ObligationMissed.Duty.COMPLAINT)
        .ifPresent(missed -> missed(entry, missed));
  }

  private void begin(AuditedEntry entry, ComplaintAccepted accepted) {
    Optional<Pack> pack = packs.at(accepted.acceptedAt().toEpochMilli());
    if (pack.isEmpty()) {
      findings.untoldAt(entry.index(), "the pack that sets its term is not known");
      isPartial = true;
      return;
    }
    ZoneId zone = pack.get().zone();
    LocalDate day = LocalDate.ofInstant(accepted.acceptedAt(), zone);
    if (!accepted.dueOn().equals(pack.get().complaintTerms().dueOn(day))) {
      findings.at(entry.index(), "its last day is not that of the pack");
    }
    requirePresent(entry, accepted.acceptedAt());
    Term before =
        terms.putIfAbsent(accepted.complaint(), new Term(entry.index(), accepted.dueOn(), zone));
    if (before != null) {
      findings.at(entry.index(), "accepted again; its term began at %d".formatted(before.index));
    }
    entry.body().ifPresent(body -> begun.put(body.id(), accepted.complaint()));
  }

  private void answered(AuditedEntry entry, ComplaintAnswered answer) {
    answers++;
    requirePresent(entry, answer.answeredAt());
    Term term = terms.get(answer.complaint());
    if (term == null) {
      unlessHidden(entry, "answered and not accepted before");
      return;
    }
    boolean isLate = !answer.answeredAt().isBefore(term.end());
    if (!answer.dueOn().equals(term.dueOn) || answer.late() != isLate) {
      findings.at(
          entry.index(), "its last day was %s, and it says otherwise".formatted(term.dueOn));
    }
    if (term.isOver) {
      findings.at(entry.index(), "answered when it was decided or withdrawn");
    }
    term.isOver = term.isOver || answer.by() == ComplaintAnswered.By.AUTHORITY;
  }

  /** What is said to have happened earlier than it is said was dated back. */
  private void requirePresent(AuditedEntry entry, Instant said) {
    boolean isDatedBack =
        entry
            .body()
            .filter(
                body -> ComplaintTerms.isDatedBack(said, Instant.ofEpochMilli(body.timeMillis())))
            .isPresent();
    boolean isTooOld =
        said.isBefore(Instant.ofEpochMilli(entry.recordedMillis()).minus(OUTAGE.plusHours(1)));
    if (isDatedBack || isTooOld) {
      findings.at(entry.index(), "dated back: its time is earlier than it was said");
    }
  }

  private void unlessHidden(AuditedEntry entry, String rule) {
    if (!isPartial) {
      findings.at(entry.index(), rule);
    }
  }

  private void missed(AuditedEntry entry, ObligationMissed missed) {
    ComplaintId complaint = missed.about().map(begun::get).orElse(null);
    Term term = complaint == null ? null : terms.get(complaint);
    if (term == null) {
      unlessHidden(entry, "missed, and no complaint was accepted there");
      return;
    }
    term.isMissed = true;
    if (!missed.dueOn().equals(term.dueOn)
        || Instant.ofEpochMilli(entry.recordedMillis()).isBefore(term.end())) {
      findings.at(entry.index(), "missed before its last day, %s, was over".formatted(term.dueOn));
    }
  }

  @Override
  public void pass(long index) {
    isPartial = true;
  }

  @Override
  public void tell(CheckReport report, long size) {
    Instant latest = Instant.ofEpochMilli(last).minus(OUTAGE);
    for (Term term : terms.values()) {
      if (!term.isOver && !term.isMissed && latest.isAfter(term.end())) {
        if (isPartial) {
          findings.untoldAt(term.index, "neither decided nor missed, as far as is shown");
        } else {
          findings.at(term.index, "neither decided in time nor said to be missed");
        }
      }
    }
    findings.tell(
        report,
        "%d complaints were accepted, %d answers are of their time"
            .formatted(terms.size(), answers));
  }
}
