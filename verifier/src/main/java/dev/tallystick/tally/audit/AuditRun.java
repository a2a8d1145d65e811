package dev.tallystick.tally.audit;

import dev.tallystick.events.receipt.BulkOpening;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedEntryBundleException;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Goes along a log once: compares each opening with the published entry at its place, and shows it
 * to every step. Memory does not grow with the openings, but with what the steps remember of them.
 */
public final class AuditRun {
  private final AuditFindings findings = new AuditFindings("openings");
  private final CheckReport report;
  private final Checkpoint checkpoint;
  private final List<AuditStep> steps;
  private final LongConsumer progress;
  private long passed;

  /**
   * Begins an audit.
   *
   * @param checkpoint what the log's signer claims
   * @param progress told how many entries are done, now and then
   */
  public AuditRun(
      CheckReport report, Checkpoint checkpoint, List<AuditStep> steps, LongConsumer progress) {
    this.report = report;
    this.checkpoint = checkpoint;
    this.steps = List.copyOf(steps);
    this.progress = progress;
  }

  /**
   * Audits the log.
   *
   * @param tiles where the published entries are read from
   * @param bundles the entry bundles of the checkpoint's size, in order
   * @throws BrokenOpeningsException if a line of the openings is none
   * @throws MalformedEntryBundleException if a bundle is none
   */
  public void run(InputStream openings, TileReader tiles, Iterator<Tile> bundles)
      throws IOException, BrokenOpeningsException, MalformedEntryBundleException {
    LoggedEntries entries = new LoggedEntries(tiles, bundles);
    long size = 0;
    try (OpeningLines lines = new OpeningLines(openings)) {
      Optional<BulkOpening> line = lines.next();
      while (line.isPresent() && size < checkpoint.size()) {
        if (line.get().index() != size) {
          throw new BrokenOpeningsException(
              "entry %d comes where %d is next".formatted(line.get().index(), size));
        }
        see(line.get(), entries.next());
        progress.accept(++size);
        line = lines.next();
      }
    }
    report.fact("entries", size);
    tell(entries, size);
  }

  private void see(BulkOpening line, Hash published) {
    if (line.opening().isPresent()) {
      see(AuditedEntry.of(line.index(), line.opening().get()), published);
      return;
    }
    if (!line.isOf(published)) {
      findings.at(line.index(), "the leaf hash is not that of this entry");
    }
    passed++;
    steps.forEach(step -> step.pass(line.index()));
  }

  private void see(AuditedEntry entry, Hash published) {
    if (!entry.entry().equals(published)) {
      findings.at(
          entry.index(),
          "the opening is not of this entry; expected %s, found %s"
              .formatted(published, entry.entry()));
    }
    steps.forEach(step -> step.see(entry));
  }

  private void tell(LoggedEntries entries, long size) {
    if (size < checkpoint.size()) {
      findings.untoldAt(
          size,
          "there are no more openings; the log has %d entries (of a log that grows, audit a mirror)"
              .formatted(checkpoint.size()));
    } else if (entries.are(checkpoint)) {
      report.holds("root", "that of the checkpoint: " + checkpoint.root());
    } else {
      report.fails(
          "root",
          "size %d: expected %s from the entries, found %s in the checkpoint; fsck tells more"
              .formatted(size, entries.root(), checkpoint.root()));
    }
    findings.tell(report, "%d openings are those of the entries".formatted(size));
    if (passed > 0) {
      report.cannotTell(
          "scope",
          "%d of %d entries are outside the engagement: they are in the log, and that is all that is shown of them"
              .formatted(passed, size));
    }
    report.fact("outside", passed);
    steps.forEach(step -> step.tell(report, size));
  }
}
