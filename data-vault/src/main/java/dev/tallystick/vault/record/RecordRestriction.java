package dev.tallystick.vault.record;

import jakarta.inject.Singleton;

/** Keeps a record out of use because the person wants it so, and frees it again. */
@Singleton
public final class RecordRestriction {
  private static final String PERSON = "OBJECTION";

  private final RecordRepository records;

  RecordRestriction(RecordRepository records) {
    this.records = records;
  }

  /** Restricts a locked record; false if it is restricted already. */
  public boolean set(String record) {
    return records.findByIdOptional(record).filter(row -> row.restrict(PERSON)).isPresent();
  }

  /** Lifts a restriction that the person has set; false if there is none of that kind. */
  public boolean lift(String record) {
    return records.findByIdOptional(record).filter(row -> row.lift(PERSON)).isPresent();
  }
}
