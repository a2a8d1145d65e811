package dev.tallystick.tally;

import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.analysis.AnalysisProgram;
import dev.tallystick.tally.analysis.CountedLines;
import dev.tallystick.tally.analysis.ExportLeftOvers;
import dev.tallystick.tally.log.PublishedLog;
import dev.tallystick.tally.party.AuditServiceOptions;
import dev.tallystick.tally.party.LoggedOpenings;
import dev.tallystick.tally.party.PartyWork;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.MalformedCheckpointException;
import dev.tallystick.tlog.MalformedNoteException;
import dev.tallystick.tlog.SignedNote;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code tally export}: what an auditor may open, as tables in Parquet files. */
@Command(
    name = "export",
    description = {
      "Writes what you may open of the log as tables in Parquet files: entries, releases, what was made from what,",
      "money flow, parties, refusals, deposits. From a file of openings, or with your token from audit-service;",
      "the log keeps that you read it. It believes the openings: tally audit checks them."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally export --parquet export --token-file auditor.token --purpose \"case 7\"",
      "  tally export --parquet export --openings openings.ndjson",
      CommandHelp.NEXT
          + "tally query --in export \"select recipient, sum(amount) from money_flow group by all\""
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExportCommand implements Callable<Integer> {
  private static final long PAGE = 5_000;

  private final Console console;

  @Option(
      names = "--parquet",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the files; it must not be there yet, or be empty.")
  private Path folder = Path.of("");

  @Option(
      names = "--openings",
      paramLabel = "FILE",
      description = "Openings as GET /v1/openings writes them, instead of asking for them.")
  private @Nullable Path openings;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "0",
      description = "The first entry that is asked for (${DEFAULT-VALUE}).")
  private long from;

  @Option(
      names = "--to",
      paramLabel = "N",
      description = "The entry before which to end; the end of the log unless told.")
  private @Nullable Long to;

  @Mixin private AuditServiceOptions service = new AuditServiceOptions();
  @Mixin private NetworkOptions network = new NetworkOptions();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  ExportCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("export", folder.toString());
    PartyWork.run(report, () -> export(report));
    return report.print(console.out(), console.form(json));
  }

  private void export(CheckReport report)
      throws RefusedException, IOException, InterruptedException {
    if ((openings != null) == service.hasToken()) {
      report.cannotTell("openings", "one of --openings and --token-file says where they are from");
      return;
    }
    Optional<AnalysisProgram> program = AnalysisProgram.find(System.getenv());
    if (program.isEmpty()) {
      report.cannotTell("analysis", AnalysisProgram.missing());
      return;
    }
    ExportLeftOvers left = ExportLeftOvers.from(folder);
    int exitCode =
        program
            .get()
            .<RefusedException>run(
                List.of("export", folder.toAbsolutePath().toString()),
                this::write,
                console.err(),
                console.err());
    if (exitCode == 0) {
      report.holds("export", "written to " + folder);
    } else {
      left.delete();
      report.cannotTell("export", "the program for analysis could not do it, as it says");
    }
  }

  private void write(OutputStream in) throws RefusedException, IOException, InterruptedException {
    CountedLines lines = new CountedLines(in);
    Path file = openings;
    if (file == null) {
      ask(lines);
    } else {
      Files.copy(file, lines);
    }
    lines.end();
  }

  private void ask(OutputStream in) throws RefusedException, IOException, InterruptedException {
    ApiClient client = service.client(console.in());
    LoggedOpenings logged = new LoggedOpenings(client, service);
    Long told = to;
    long end = told == null ? size() : told;
    for (long begin = from; begin < end; begin += PAGE) {
      in.write(logged.lines(begin, Math.min(end, begin + PAGE)));
    }
  }

  private long size() throws IOException {
    try {
      PublishedLog log = PublishedLog.open(service.base(), network.patience());
      return Checkpoint.parse(SignedNote.parse(log.checkpoint()).text()).size();
    } catch (MalformedNoteException | MalformedCheckpointException e) {
      throw new IOException("the log publishes no checkpoint: " + e.getMessage(), e);
    }
  }
}
