package dev.tallystick.tally.audit;

import dev.tallystick.tally.report.CheckReport;

/** Keeps what other steps need of earlier entries; finds nothing itself. */
final class BooksStep implements AuditStep {
  private final LoggedSigningKeys keys;
  private final ReleaseBook releases;

  BooksStep(LoggedSigningKeys keys, ReleaseBook releases) {
    this.keys = keys;
    this.releases = releases;
  }

  @Override
  public void see(AuditedEntry entry) {
    keys.see(entry);
    releases.see(entry);
  }

  @Override
  public void pass(long index) {
    releases.pass();
  }

  @Override
  public void tell(CheckReport report, long size) {}
}
