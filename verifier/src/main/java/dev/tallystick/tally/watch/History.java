package dev.tallystick.tally.watch;

import dev.tallystick.tally.log.LogFiles;
import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;

/** Whether a checkpoint extends the one before it, shown by the log's own tiles. */
public final class History {
  private static final String HISTORY = "history";

  private History() {}

  /** What a checkpoint is to the one before it. */
  public enum Outcome {
    /** It extends it, or is the same. */
    EXTENDS,
    /** It contradicts it, or lies behind it. */
    CONTRADICTS,
    /** It is of another log, or the log's tiles do not tell. */
    UNKNOWN
  }

  /** Compares, and tells the report. */
  public static Outcome check(
      CheckReport report, LogFiles files, Checkpoint before, Checkpoint now) {
    if (!before.origin().equals(now.origin())) {
      report.cannotTell(HISTORY, "another log was watched before: " + before.origin());
      return Outcome.UNKNOWN;
    }
    if (now.size() < before.size()) {
      report.fails(
          HISTORY,
          "rolled back: size %d was seen, the log is back at %d"
              .formatted(before.size(), now.size()));
      return Outcome.CONTRADICTS;
    }
    if (now.size() == before.size()) {
      return sameSize(report, before, now);
    }
    if (before.size() == 0) {
      report.holds(HISTORY, "begins from nothing");
      return Outcome.EXTENDS;
    }
    try {
      return grown(report, new TileTree(new LogTiles(files, now.size()), now.size()), before, now);
    } catch (WrongFileException e) {
      report.fails("files", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report.cannotTell("files", String.valueOf(e.getMessage()));
    }
    return Outcome.UNKNOWN;
  }

  private static Outcome sameSize(CheckReport report, Checkpoint before, Checkpoint now) {
    if (now.root().equals(before.root())) {
      report.holds(HISTORY, "unchanged at size " + now.size());
      return Outcome.EXTENDS;
    }
    report.fails(
        HISTORY,
        "forked: size %d had root %s and has root %s"
            .formatted(now.size(), before.root(), now.root()));
    return Outcome.CONTRADICTS;
  }

  private static Outcome grown(CheckReport report, TileTree tree, Checkpoint before, Checkpoint now)
      throws IOException {
    if (tree.consistencyProof(before.size()).proves(before, now)) {
      report.holds(HISTORY, "size %d extends size %d".formatted(now.size(), before.size()));
      return Outcome.EXTENDS;
    }
    if (!tree.root().equals(now.root())) {
      report.fails("files", "the log's tiles do not give the root of its checkpoint");
      return Outcome.UNKNOWN;
    }
    report.fails(
        HISTORY,
        "forked: size %d, root %s, does not extend size %d, root %s"
            .formatted(now.size(), now.root(), before.size(), before.root()));
    return Outcome.CONTRADICTS;
  }
}
