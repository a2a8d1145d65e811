package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.tally.analysis.AnalysisProgram;
import dev.tallystick.tally.report.CheckVerdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally query}: a question in SQL about an export. */
@Command(
    name = "query",
    description = {
      "Answers a SELECT about an export. The export is opened for reading alone; the statement sees its tables and",
      "nothing else: no other file, no network, no extension, no setting. docs/analysis.md has the columns."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally query --in export \"select recipient, count(*) from releases group by all order by 2 desc\"",
      "  tally query --in export --format csv \"select * from refusals\"",
      CommandHelp.NEXT + "tally bundle ID makes evidence of what you have found."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class QueryCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(paramLabel = "SQL", description = "One SELECT; - reads it from standard input.")
  private String sql = "";

  @Option(
      names = "--in",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "The folder that tally export has written (${DEFAULT-VALUE}).")
  private Path folder = Path.of("");

  @Option(
      names = "--format",
      paramLabel = "FORM",
      defaultValue = "table",
      description = "How the answer is written: table, csv or json (${DEFAULT-VALUE}).")
  private String format = "table";

  QueryCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws InterruptedException {
    Optional<AnalysisProgram> program = AnalysisProgram.find(System.getenv());
    if (program.isEmpty()) {
      console.err().println("tally: " + AnalysisProgram.missing());
      console.err().flush();
      return CheckVerdict.CANNOT_TELL.exitCode();
    }
    try {
      int exitCode =
          program
              .get()
              .<IOException>run(
                  List.of("query", folder.toAbsolutePath().toString(), format),
                  in -> {
                    if (sql.equals("-")) {
                      console.in().transferTo(in);
                    } else {
                      in.write(sql.getBytes(UTF_8));
                    }
                  },
                  console.out(),
                  console.err());
      return exitCode == 0 ? 0 : CheckVerdict.CANNOT_TELL.exitCode();
    } catch (IOException e) {
      console.err().println("tally: the program for analysis cannot be started: " + e.getMessage());
      console.err().flush();
      return CheckVerdict.CANNOT_TELL.exitCode();
    }
  }
}
