package dev.tallystick.audit.erasure;

import dev.tallystick.audit.entry.OperatorActs;
import dev.tallystick.audit.entry.OwnEvents;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.sequencing.AppendOutcome;
import dev.tallystick.audit.storage.LogEntryRepository;
import dev.tallystick.audit.storage.OpeningKeyId;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventClass;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.type.DataDenied;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.List;

/**
 * Lets go of what an entry says before the daily run does, if its retention has elapsed: three
 * years after its day for the record of a provision (R51) and for an impact assessment (R50). An
 * earlier purge is refused, and the log has the refusal before anybody is told of it.
 */
@Singleton
public final class PurgeEntry {
  /** The name under which the log files what the suite's operator was refused; no party. */
  private static final String OPERATOR = "operator";

  private static final String RECORD_OF_PROVISION = "R51";
  private static final String ASSESSMENT = "R50";
  private static final int ASSESSMENT_FILED = EventTypes.get("assessment.filed").code();

  private final EraseOpenings erasure;
  private final LogEntryRepository entries;
  private final OwnEvents log;
  private final OperatorActs acts;

  PurgeEntry(EraseOpenings erasure, LogEntryRepository entries, OwnEvents log, OperatorActs acts) {
    this.erasure = erasure;
    this.entries = entries;
    this.log = log;
    this.acts = acts;
  }

  /**
   * Erases the bodies of the day on which an entry was taken in, that of the entry among them.
   *
   * @param account who asks; auditors see it
   * @return the day
   * @throws AuditProblem if the log has no such entry, its retention has not elapsed, or something
   *     may rest on it
   */
  public LocalDate purge(EventId event, String account) {
    StoredEntry row =
        entries.find(event).orElseThrow(() -> AuditProblem.of(AuditProblemCode.ENTRY_UNKNOWN));
    OpeningKeyId key = row.keyId();
    boolean isAssessment = row.typeCode() == ASSESSMENT_FILED;
    boolean isExchange = key.eventClass() == EventClass.EXCHANGE;
    if ((isExchange || isAssessment) && !erasure.isTermOver(key)) {
      throw refused(account, isAssessment ? ASSESSMENT : RECORD_OF_PROVISION);
    }
    if (!isExchange) {
      throw AuditProblem.of(AuditProblemCode.STATE_KEPT);
    }
    acts.record("OPENINGS.PURGE", account);
    erasure.erase(key);
    return LocalDate.ofEpochDay(key.day());
  }

  private AuditProblem refused(String account, String rule) {
    DataDenied denied =
        DataDenied.builder()
            .step(DataDenied.Step.PURGE)
            .caller(OPERATOR)
            .code(AuditProblemCode.RETENTION_NOT_ELAPSED.name())
            .ruleIds(List.of(rule))
            .build();
    EventId id = log.drawId();
    if (log.appendFor(account, id, denied) instanceof AppendOutcome.Logged logged) {
      return AuditProblem.refusedByRule(
          AuditProblemCode.RETENTION_NOT_ELAPSED, rule, id, logged.index());
    }
    throw new AssertionError("an entry with an id drawn now was there before");
  }
}
