package dev.tallystick.tally;

import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.ReadAhead;
import dev.tallystick.tally.log.ReadingProgress;
import dev.tallystick.tally.log.TileDifference;
import dev.tallystick.tally.log.TilePlan;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.ConsistencyProof;
import dev.tallystick.tlog.Fsck;
import dev.tallystick.tlog.FsckFinding;
import dev.tallystick.tlog.Tile;
import dev.tallystick.tlog.TileReader;
import dev.tallystick.tlog.TileTree;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally fsck}: rebuilds a log from its public files and compares. */
@Command(
    name = "fsck",
    description = "Recomputes every tile and the root of a log from its entries.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally fsck http://127.0.0.1:8083 --vkey-file log.vkey",
      CommandHelp.NEXT
          + "tally mirror keeps a copy; tally watch demands that the log only grows from here on."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class FsckCommand implements Callable<Integer> {
  private static final String FILES = "files";

  private final Console console;

  @Parameters(
      paramLabel = "URL|DIR",
      description = "The log's address, with or without /log, or a folder with its files.")
  private String target = "";

  @Mixin private KeyOptions keys = new KeyOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--size",
      paramLabel = "N",
      description = "Check only the first N entries, and that the checkpoint extends them.")
  private @Nullable Long size;

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  FsckCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("fsck", target);
    OpenedLog.open(report, target, keys, network.patience(), Optional.empty())
        .ifPresent(log -> check(report, log));
    return report.print(console.out(), console.form(json));
  }

  private void check(CheckReport report, OpenedLog log) {
    Checkpoint checkpoint = log.checkpoint();
    long entries = size == null ? checkpoint.size() : size;
    boolean isEmptyPrefix = size != null && size < 1;
    if (isEmptyPrefix || entries > checkpoint.size()) {
      report.cannotTell(
          "size",
          "%d entries were asked for, the checkpoint has %d".formatted(entries, checkpoint.size()));
      return;
    }
    LogTiles tiles = new LogTiles(log.files(), checkpoint.size());
    try {
      rebuild(report, tiles, checkpoint, entries);
    } catch (WrongFileException e) {
      report.fails(FILES, String.valueOf(e.getMessage()));
      Map<String, Object> fact = difference(report, e.path(), e.reason());
      Tile.find(e.path()).ifPresent(tile -> fact.put("entryIndex", firstEntry(tile)));
    } catch (IOException e) {
      report.cannotTell(FILES, String.valueOf(e.getMessage()));
    }
  }

  private void rebuild(CheckReport report, LogTiles tiles, Checkpoint checkpoint, long entries)
      throws IOException {
    Checkpoint prefix =
        entries == checkpoint.size()
            ? checkpoint
            : new Checkpoint(checkpoint.origin(), entries, new TileTree(tiles, entries).root());
    ReadingProgress progress = new ReadingProgress(console.err(), console.nanos(), "fsck", entries);
    Optional<FsckFinding> finding;
    try (ReadAhead ahead = new ReadAhead(tiles, new TilePlan(entries), network.parallel())) {
      finding = Fsck.check(progress.counting(ahead), prefix);
    }
    if (finding.isPresent()) {
      report(report, finding.get(), tiles, entries);
      return;
    }
    long count = TilePlan.count(entries);
    report.holds(FILES, "%d bundles and tiles of %d entries agree".formatted(count, entries));
    report.fact("entries", entries);
    report.fact("files", count);
    if (entries < checkpoint.size()) {
      extension(report, tiles, prefix, checkpoint);
    } else {
      report.holds("root", "that of the checkpoint: " + checkpoint.root());
    }
  }

  private static void extension(
      CheckReport report, TileReader tiles, Checkpoint prefix, Checkpoint checkpoint)
      throws IOException {
    ConsistencyProof proof = new TileTree(tiles, checkpoint.size()).consistencyProof(prefix.size());
    String roots =
        "from size %d, root %s, to the checkpoint".formatted(prefix.size(), prefix.root());
    if (proof.proves(prefix.root(), checkpoint.size(), checkpoint.root())) {
      report.holds("root", "the log is consistent " + roots);
    } else {
      report.fails("root", "the tiles do not lead " + roots);
    }
  }

  private static void report(
      CheckReport report, FsckFinding finding, TileReader tiles, long entries) {
    if (finding instanceof FsckFinding.WrongTile wrong) {
      TileDifference difference = TileDifference.of(wrong, tiles, entries);
      report.fails(FILES, difference.message());
      Map<String, Object> fact = difference(report, difference.path(), difference.reason());
      fact.put("entryIndex", difference.entryIndex());
      difference
          .hashes()
          .ifPresent(
              pair -> {
                fact.put("expected", pair.expected().hex());
                fact.put("found", pair.found().hex());
              });
    } else if (finding instanceof FsckFinding.WrongRoot wrong) {
      report.holds(FILES, "bundles and tiles of %d entries agree".formatted(entries));
      report.fails(
          "root",
          "size %d: expected %s from the entries, found %s in the checkpoint"
              .formatted(wrong.size(), wrong.rebuilt(), wrong.claimed()));
      Map<String, Object> fact = difference(report, "checkpoint", "another root");
      fact.put("expected", wrong.rebuilt().hex());
      fact.put("found", wrong.claimed().hex());
    } else {
      throw new AssertionError(finding);
    }
  }

  private static long firstEntry(Tile tile) {
    return (tile.index() * Tile.FULL_WIDTH) << (8 * Math.max(tile.level(), 0));
  }

  private static Map<String, Object> difference(CheckReport report, String path, String reason) {
    Map<String, Object> fact = new LinkedHashMap<>();
    fact.put("path", path);
    fact.put("reason", reason);
    report.fact("difference", fact);
    return fact;
  }
}
