package dev.tallystick.tally.audit;

import dev.tallystick.tally.report.Report;

/** Keeps what other steps need of earlier entries; finds nothing itself. */
final class BooksStep implements AuditStep {
  private final KeyRegister keys;
  private final ReleaseBook releases;

  BooksStep(KeyRegister keys, ReleaseBook releases) {
    this.keys = keys;
    this.releases = releases;
  }

  @Override
  public void see(AuditedEntry entry) {
    keys.see(entry);
    releases.see(entry);
  }

  @Override
  public void tell(Report report, long size) {}
}
