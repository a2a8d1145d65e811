package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.log.LogFiles;
import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.MirrorFolder;
import dev.tallystick.tally.log.MissingTiles;
import dev.tallystick.tally.log.PublishedLog;
import dev.tallystick.tally.log.ReadAhead;
import dev.tallystick.tally.log.ReadingProgress;
import dev.tallystick.tally.log.TilePlan;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code tally mirror}: copies a log's public files, so that others can check them with tools of
 * their own.
 *
 * <p>The checkpoint is written last: a folder with a checkpoint has all files that belong to it.
 */
@Command(
    name = "mirror",
    description = "Copies a log's public files into a folder; goes on where it stopped.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally mirror http://127.0.0.1:8083 copy --vkey-file log.vkey",
      CommandHelp.NEXT + "tally fsck copy checks what was copied."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class MirrorCommand implements Callable<Integer> {
  private static final String FILES = "files";
  private static final String HISTORY = "history";

  /** Where a checkpoint goes that contradicts the one in the folder. */
  private static final String CONFLICT = "checkpoint.conflict";

  private final Console console;

  @Parameters(
      index = "0",
      paramLabel = "URL",
      description = "The log's address, with or without /log.")
  private String target = "";

  @Parameters(index = "1", paramLabel = "DIR", description = "The folder; made if there is none.")
  private Path folder = Path.of("");

  @Mixin private KeyOptions keys = new KeyOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  MirrorCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("mirror", target);
    OpenedLog.open(report, target, keys, network.patience(), Optional.of(LogFiles.in(folder)))
        .ifPresent(log -> mirror(report, log));
    return report.print(console.out(), console.form(json));
  }

  private void mirror(CheckReport report, OpenedLog log) {
    try (MirrorFolder mirror = MirrorFolder.open(folder)) {
      if (isContinued(report, log, mirror)) {
        copy(report, log, mirror);
      }
    } catch (WrongFileException e) {
      report.fails(FILES, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report.cannotTell(FILES, String.valueOf(e.getMessage()));
    }
  }

  /** Whether the log's checkpoint is a later one of the log that the folder has, if it has one. */
  private boolean isContinued(CheckReport report, OpenedLog log, MirrorFolder mirror)
      throws IOException {
    Optional<byte[]> file = mirror.files().find(PublishedLog.CHECKPOINT, SignedNote.MAX_SIZE);
    if (file.isEmpty()) {
      return true;
    }
    Checkpoint before;
    try {
      before = Checkpoint.parse(SignedNote.parse(file.get()).text());
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      report.cannotTell(
          HISTORY, "the folder has a checkpoint that cannot be read: " + e.getMessage());
      return false;
    }
    if (!before.origin().equals(log.checkpoint().origin())) {
      report.cannotTell(HISTORY, "the folder is a mirror of another log, " + before.origin());
      return false;
    }
    return isExtension(report, log, before, mirror);
  }

  private static boolean isExtension(
      CheckReport report, OpenedLog log, Checkpoint before, MirrorFolder mirror)
      throws IOException {
    Checkpoint now = log.checkpoint();
    if (before.size() > now.size()) {
      report.fails(
          HISTORY,
          "the folder has a checkpoint of size %d, the log is back at %d"
              .formatted(before.size(), now.size()));
    } else if (before.size() > 0) {
      TileTree tree = new TileTree(new LogTiles(log.files(), now.size()), now.size());
      if (tree.consistencyProof(before.size()).proves(before.root(), now.size(), now.root())) {
        report.holds(HISTORY, "extends the folder's checkpoint of size " + before.size());
        return true;
      }
      if (!tree.root().equals(now.root())) {
        report.fails(FILES, "the log's tiles do not give the root of its checkpoint");
        return false;
      }
      report.fails(
          HISTORY,
          "the log has been rewritten: size %d, root %s, does not extend the folder's size %d, root %s"
              .formatted(now.size(), now.root(), before.size(), before.root()));
    } else {
      return true;
    }
    // Two signed checkpoints that contradict each other are evidence; none may overwrite the other.
    mirror.write(CONFLICT, log.note().toByteArray());
    report.note("conflict", "the log's checkpoint is kept in the folder as " + CONFLICT);
    return false;
  }

  private void copy(CheckReport report, OpenedLog log, MirrorFolder mirror) throws IOException {
    long size = log.checkpoint().size();
    ReadingProgress progress = new ReadingProgress(console.err(), console.nanos(), "mirror", size);
    MissingTiles missing = new MissingTiles(new TilePlan(size), mirror, progress);
    LogTiles tiles = new LogTiles(log.files(), size);
    long[] copied = {0};
    try (ReadAhead ahead = new ReadAhead(tiles, missing, network.parallel())) {
      ahead.forEach(
          (tile, bytes) -> {
            mirror.write(tile.path(), bytes);
            copied[0]++;
            progress.passed(tile);
          });
    }
    copyIfThere(log.files(), PublishedLog.POLICY, mirror);
    copyIfThere(log.files(), PublishedLog.KEYS, mirror);
    // The key that has been verified, whatever the log says that its key is.
    for (VerifierKey signer : log.checked().signers()) {
      mirror.write(PublishedLog.VKEY, (signer + "\n").getBytes(UTF_8));
    }
    mirror.write(PublishedLog.CHECKPOINT, log.note().toByteArray());
    long count = TilePlan.count(size);
    report.holds(
        FILES,
        "%d bundles and tiles of %d entries are in %s, %d of them new"
            .formatted(count, size, folder, copied[0]));
    report.note("next", "copied, not checked: tally fsck " + folder);
    report.fact("entries", size);
    report.fact("files", count);
    report.fact("copied", copied[0]);
  }

  private static void copyIfThere(LogFiles files, String name, MirrorFolder mirror)
      throws IOException {
    Optional<byte[]> file = files.find(name, SignedNote.MAX_SIZE);
    if (file.isPresent()) {
      mirror.write(name, file.get());
    }
  }
}
