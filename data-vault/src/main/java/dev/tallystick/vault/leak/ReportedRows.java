package dev.tallystick.vault.leak;

import jakarta.inject.Singleton;

/** What is remembered of rows that reports have shown, for whoever erases a person. */
@Singleton
public final class ReportedRows {
  private final ReportedRowRepository rows;

  ReportedRows(ReportedRowRepository rows) {
    this.rows = rows;
  }

  /** Forgets them, in the caller's transaction. */
  public void forget(String subject) {
    rows.forget(subject);
  }
}
