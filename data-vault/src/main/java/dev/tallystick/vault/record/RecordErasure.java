package dev.tallystick.vault.record;

import jakarta.inject.Singleton;
import jakarta.persistence.LockModeType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Takes a person's records out of use, and empties their rows. What stays of a row is its place in
 * its chunk and the salted digest there; the salt is gone with the content.
 */
@Singleton
public final class RecordErasure {
  private static final String OF =
      "gone is null and subject = :subject and (:source = '' or source = :source)";

  /** Adverse information whose term has not ended must be kept (R34), and is only restricted. */
  private static final String HELD =
      "retention = ADVERSE and (expiresOn is null or expiresOn > :today)";

  private final RecordRepository records;

  RecordErasure(RecordRepository records) {
    this.records = records;
  }

  /** Whether there is something from this party, and all of it is what a law still holds. */
  public boolean isAllHeld(String subject, String source, LocalDate today) {
    Map<String, Object> of = of(subject, Optional.of(source));
    return records.count(OF, of) > 0
        && records.count(OF + " and not (" + HELD + ")", on(of, today)) == 0;
  }

  /** Restricts all records from this party; returns those that were not restricted before. */
  public List<Held> hold(String subject, String source) {
    return records
        .find(OF + " and restricted is null", of(subject, Optional.of(source)))
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .<RecordEntity>list()
        .stream()
        .filter(record -> record.restrict("RETENTION_HOLD"))
        .map(RecordErasure::held)
        .toList();
  }

  /** A record that is restricted instead of erased. */
  public record Held(String id, String category, String source) {}

  /**
   * From the caller's commit on, nothing of these records is released.
   *
   * @param source only what this party has deposited; everything when empty
   */
  public void stop(String subject, Optional<String> source) {
    records.update("restricted = 'ERASURE' where " + OF, of(subject, source));
  }

  /** The records that a law still holds, which stay restricted. */
  public List<Held> held(String subject, Optional<String> source, LocalDate today) {
    Map<String, Object> held = on(of(subject, source), today);
    records.update("restricted = 'ERASURE' where " + OF + " and " + HELD, held);
    return records.find(OF + " and " + HELD, held).<RecordEntity>list().stream()
        .map(RecordErasure::held)
        .toList();
  }

  /** Empties the rows of all records but the held ones. Returns how many. */
  public int erase(String subject, Optional<String> source, LocalDate today) {
    List<String> ids =
        records
            .find(OF + " and not (" + HELD + ")", on(of(subject, source), today))
            .withLock(LockModeType.PESSIMISTIC_WRITE)
            .<RecordEntity>list()
            .stream()
            .map(RecordEntity::id)
            .toList();
    empty(ids, "ERASED");
    return ids.size();
  }

  /** Empties these rows, and deletes older versions, marks and what was stated. */
  void empty(List<String> ids, String how) {
    records.empty(ids, how);
  }

  /** What an erasure would take away of one source: how many records, and how many a law holds. */
  public record Affected(String source, int records, int held) {}

  /**
   * What an erasure would take away, by source.
   *
   * @param source only what this party has deposited; everything when empty
   */
  public List<Affected> affected(String subject, Optional<String> source, LocalDate today) {
    Map<String, Object> of = of(subject, source);
    Map<String, Integer> all = records.countBySource(OF, of);
    Map<String, Integer> held = records.countBySource(OF + " and " + HELD, on(of, today));
    return all.entrySet().stream()
        .map(
            each -> {
              int kept = held.getOrDefault(each.getKey(), 0);
              return new Affected(each.getKey(), each.getValue() - kept, kept);
            })
        .toList();
  }

  /** Whether there is anything about the person that is not restricted for good. */
  public boolean isAny(String subject, Optional<String> source) {
    return records.count(OF + " and restricted is distinct from 'ERASURE'", of(subject, source))
        > 0;
  }

  /** Those of these people of whom there is anything that is not restricted for good. */
  public Set<String> keptAmong(Set<String> subjects) {
    return records.keptAmong(subjects);
  }

  private static Map<String, Object> of(String subject, Optional<String> source) {
    return Map.of("subject", subject, "source", source.orElse(""));
  }

  private static Map<String, Object> on(Map<String, Object> of, LocalDate today) {
    Map<String, Object> parameters = new HashMap<>(of);
    parameters.put("today", today);
    return parameters;
  }

  private static Held held(RecordEntity record) {
    return new Held(record.id(), record.category(), record.source());
  }
}
