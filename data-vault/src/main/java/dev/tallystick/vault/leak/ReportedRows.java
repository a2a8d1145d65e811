package dev.tallystick.vault.leak;

import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/** What is remembered of rows that reports have shown, for others than the search for leaks. */
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

  /**
   * Whether one of these reports is known to be about nobody of these tokens, in the caller's
   * transaction.
   */
  public boolean isAboutOthers(Collection<UUID> releases, Set<String> tokens) {
    return rows.count("release in ?1 and subject not in ?2", releases, tokens) > 0;
  }
}
