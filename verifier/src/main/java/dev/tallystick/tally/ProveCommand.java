package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.proof.EntryClaim;
import dev.tallystick.tally.proof.EntryEvidence;
import dev.tallystick.tally.proof.EvidenceFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.InclusionProof;
import dev.tallystick.tlog.TileTree;
import dev.tallystick.tlog.TlogProof;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally prove}: makes a tlog-proof of an entry from a log's public files. */
@Command(
    name = "prove",
    description = "Makes a tlog-proof of an entry from a log's public files, asking no service.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally prove http://127.0.0.1:8083 --receipt withdrawal.receipt.json --policy log.policy \\",
      "      --out newer.tlog-proof",
      CommandHelp.NEXT
          + "tally verify newer.tlog-proof --receipt withdrawal.receipt.json --policy log.policy"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ProveCommand implements Callable<Integer> {
  private static final String INCLUSION = "inclusion";

  private final Console console;

  @Parameters(
      paramLabel = "URL|DIR",
      description = "The log's address, with or without /log, or a folder with its files.")
  private String target = "";

  @Mixin private KeyOptions keys = new KeyOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Subject subject = new Subject();

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where to write the .tlog-proof.")
  private Path out = Path.of("");

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  /** Which entry. */
  static final class Subject {
    @Option(names = "--index", paramLabel = "N", description = "The entry at this place.")
    private @Nullable Long index;

    @Option(
        names = "--receipt",
        paramLabel = "FILE",
        description = "The entry of this receipt, at its place: a newer proof for it.")
    private @Nullable String receipt;
  }

  ProveCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("prove", target);
    Optional<Wanted> wanted = wanted(report);
    if (wanted.isPresent()) {
      OpenedLog.open(report, target, keys, network.patience(), Optional.empty())
          .ifPresent(log -> prove(report, log, wanted.get()));
    }
    return report.print(console.out(), console.form(json));
  }

  private record Wanted(long index, Optional<Hash> leafHash) {}

  private Optional<Wanted> wanted(CheckReport report) {
    if (subject.index != null) {
      return Optional.of(new Wanted(subject.index, Optional.empty()));
    }
    String file = subject.receipt == null ? "" : subject.receipt;
    Optional<EntryEvidence> evidence = new EvidenceFile(console.in()).read(report, "receipt", file);
    Optional<Wanted> wanted =
        evidence
            .flatMap(EntryEvidence::receipt)
            .map(
                receipt ->
                    new Wanted(
                        receipt.index(),
                        Optional.of(EntryClaim.ofOpening(receipt.opening()).leafHash())));
    if (evidence.isPresent() && wanted.isEmpty()) {
      report.cannotTell("receipt", file + ": a tlog-proof, not a receipt");
    }
    return wanted;
  }

  private void prove(CheckReport report, OpenedLog log, Wanted wanted) {
    Checkpoint checkpoint = log.checkpoint();
    long index = wanted.index();
    report.fact("index", index);
    if (index < 0 || index >= checkpoint.size()) {
      report.cannotTell(
          INCLUSION, "entry %d is not in a tree of size %d".formatted(index, checkpoint.size()));
      return;
    }
    try {
      TileTree tree = new TileTree(new LogTiles(log.files(), checkpoint.size()), checkpoint.size());
      Hash leafHash = tree.leafHash(index);
      InclusionProof proof = tree.inclusionProof(index);
      if (!proof.proves(leafHash, checkpoint)) {
        report.fails(
            INCLUSION,
            "the log's tiles do not lead from entry %d to the root %s; fsck tells more"
                .formatted(index, checkpoint.root()));
      } else if (wanted.leafHash().filter(stated -> !stated.equals(leafHash)).isPresent()) {
        report.fails(
            INCLUSION,
            "entry %d has the leaf hash %s, that of the receipt is %s"
                .formatted(index, leafHash, wanted.leafHash().get()));
      } else {
        report.holds(
            INCLUSION, "entry %d is under the root of size %d".formatted(index, checkpoint.size()));
        report.fact("leafHash", leafHash.hex());
        write(report, TlogProof.of(proof, log.note()));
      }
    } catch (WrongFileException e) {
      report.fails("files", String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report.cannotTell("files", String.valueOf(e.getMessage()));
    }
  }

  /** A proof that does not hold, or of which it cannot be told, is of no use to anybody. */
  private void write(CheckReport report, TlogProof proof) {
    if (report.verdict() != CheckVerdict.HOLDS) {
      return;
    }
    try {
      Files.write(out, proof.toString().getBytes(UTF_8));
      report.note("proof", "written to " + out);
    } catch (IOException e) {
      report.cannotTell(
          "proof", "%s: cannot be written: %s".formatted(out, e.getClass().getSimpleName()));
    }
  }
}
