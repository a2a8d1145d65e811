package dev.tallystick.tally;

import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.tally.audit.AuditPlan;
import dev.tallystick.tally.audit.AuditRun;
import dev.tallystick.tally.audit.BrokenOpeningsException;
import dev.tallystick.tally.audit.InvoiceFiles;
import dev.tallystick.tally.audit.SaltFile;
import dev.tallystick.tally.decision.PackFiles;
import dev.tallystick.tally.log.EntryBundles;
import dev.tallystick.tally.log.LogTiles;
import dev.tallystick.tally.log.ReadAhead;
import dev.tallystick.tally.log.ReadingProgress;
import dev.tallystick.tally.log.WrongFileException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.MalformedEntryBundleException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally audit}: whether a log keeps its promises, for who has its openings. */
@Command(
    name = "audit",
    description = "Checks the openings of a log against its entries and its promises.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally audit copy --openings openings.ndjson --salts salts.ndjson --vkey-file log.vkey --rules",
      CommandHelp.NEXT
          + "a check that does not hold names the entry; tally prove LOG --index N makes the proof to show."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class AuditCommand implements Callable<Integer> {
  private static final String STANDARD_INPUT = "-";

  private final Console console;

  @Parameters(
      paramLabel = "URL|DIR",
      description =
          "The log's address, with or without /log, or a folder with its files. A log that grows is mirrored first"
              + " (tally mirror): reading its openings is an entry, too.")
  private String target = "";

  @Mixin private KeyOptions keys = new KeyOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(
      names = "--openings",
      paramLabel = "FILE",
      required = true,
      description =
          "All openings from entry 0 on, one a line, as audit-service's /v1/openings?from=0&to=SIZE answers an auditor,"
              + " 10,000 at once; - is standard input.")
  private String openings = "";

  @Option(
      names = "--salts",
      paramLabel = "FILE",
      description =
          "What /v1/index/salts answers: pages with the salts of all labels, a page a line.")
  private @Nullable String salts;

  @Option(
      names = "--scope",
      paramLabel = "PARTY",
      description = "A party of the engagement; bodies of others may be withheld. Repeatable.")
  private Set<String> scope = new LinkedHashSet<>();

  @Option(
      names = "--no-signatures",
      description = "Leave out the signatures of parties and of consent-service.")
  private boolean withoutSignatures;

  @Option(
      names = "--rules",
      description = "Decide every release and refusal anew, by the rule packs in force (I2).")
  private boolean rules;

  @Option(
      names = "--known",
      paramLabel = "FILE|DIR",
      description =
          "With --rules: a pack that was in force and is not shipped, or a folder of such packs. Repeatable.")
  private List<Path> packs = List.of();

  @Option(
      names = "--invoice",
      paramLabel = "ID=FILE",
      description =
          "The entries that a party has of an invoice, as bureau-service's /v1/invoices/ID/entries gives them: each that"
              + " the party or the log lacks is named. Repeatable.")
  private Map<String, Path> invoices = new LinkedHashMap<>();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  AuditCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("audit", target);
    OpenedLog.open(report, target, keys, network.patience(), Optional.empty())
        .ifPresent(log -> audit(report, log));
    return report.print(console.out(), console.form(json));
  }

  private void audit(CheckReport report, OpenedLog log) {
    Optional<AuditPlan> plan = plan(report);
    if (plan.isEmpty()) {
      return;
    }
    try (InputStream lines = open(openings)) {
      run(report, log, plan.get(), lines);
    } catch (WrongFileException e) {
      report.fails("files", String.valueOf(e.getMessage()));
    } catch (MalformedEntryBundleException e) {
      report.fails("files", e.getMessage());
    } catch (BrokenOpeningsException e) {
      report.cannotTell("openings", openings + ": " + e.getMessage());
    } catch (IOException | InvalidPathException e) {
      report.cannotTell("openings", openings + ": cannot be read: " + reason(e));
    }
  }

  private void run(CheckReport report, OpenedLog log, AuditPlan plan, InputStream lines)
      throws IOException, BrokenOpeningsException, MalformedEntryBundleException {
    Checkpoint checkpoint = log.checkpoint();
    LogTiles tiles = new LogTiles(log.files(), checkpoint.size());
    ReadingProgress progress =
        new ReadingProgress(console.err(), console.nanos(), "audit", checkpoint.size());
    AuditRun run = new AuditRun(report, checkpoint, plan.steps(), done -> progress.passed(1));
    try (ReadAhead ahead =
        new ReadAhead(tiles, new EntryBundles(checkpoint.size()), network.parallel())) {
      run.run(lines, ahead, new EntryBundles(checkpoint.size()));
    }
  }

  private Optional<AuditPlan> plan(CheckReport report) {
    Optional<Map<Hash, Hash>> known = Optional.empty();
    String file = salts;
    if (file != null) {
      try (InputStream in = open(file)) {
        known = Optional.of(SaltFile.read(in));
      } catch (BrokenOpeningsException e) {
        report.cannotTell("salts", file + ": " + e.getMessage());
        return Optional.empty();
      } catch (IOException | InvalidPathException e) {
        report.cannotTell("salts", file + ": cannot be read: " + reason(e));
        return Optional.empty();
      }
    }
    try {
      Optional<PackShelf> shelf = rules ? Optional.of(PackFiles.of(packs)) : Optional.empty();
      return Optional.of(
          new AuditPlan(known, scope, shelf, InvoiceFiles.read(invoices), !withoutSignatures));
    } catch (BrokenOpeningsException e) {
      report.cannotTell("invoices", String.valueOf(e.getMessage()));
    } catch (InvalidPackException e) {
      report.cannotTell("rules", "is no rule pack: " + e.getMessage());
    } catch (IOException e) {
      report.cannotTell("rules", "a pack or an invoice cannot be read: " + reason(e));
    }
    return Optional.empty();
  }

  private static String reason(Exception e) {
    return e.getClass().getSimpleName();
  }

  private InputStream open(String file) throws IOException {
    return file.equals(STANDARD_INPUT)
        ? console.in()
        : new BufferedInputStream(Files.newInputStream(Path.of(file)));
  }
}
