package dev.tallystick.analysis;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;

/** Starts the program; {@code tally} does, see docs/analysis.md. */
public final class AnalysisMain {
  private static final int LONGEST_STATEMENT = 1 << 20;
  private static final int FAILED = 2;

  private AnalysisMain() {}

  /** Does what the first argument names with standard input, and ends the process. */
  public static void main(String[] args) {
    PrintStream out =
        new PrintStream(
            new BufferedOutputStream(System.out, 1 << 16), /* autoFlush= */ false, UTF_8);
    int exitCode = run(args, System.in, out, System.err);
    out.flush();
    System.exit(exitCode);
  }

  /** Does it in this process, and returns the exit code. */
  static int run(String[] args, InputStream in, PrintStream out, PrintStream err) {
    try {
      if (args.length == 2 && args[0].equals("export")) {
        new LogExport(Path.of(args[1]), out).write(in);
      } else if (args.length == 2 && args[0].equals("lineage")) {
        LineageFile.write(in, Path.of(args[1]));
      } else if (args.length == 3 && args[0].equals("query")) {
        query(Path.of(args[1]), args[2], in, out);
      } else {
        throw new AnalysisException("export DIR, lineage FILE or query DIR table|csv|json");
      }
      return 0;
    } catch (AnalysisException e) {
      err.println("tally: " + e.getMessage());
    } catch (SQLException e) {
      err.println("tally: the database refuses it: " + firstLine(e));
    } catch (IOException e) {
      err.println("tally: a file cannot be read or written: " + e.getMessage());
    }
    return FAILED;
  }

  private static void query(Path folder, String form, InputStream in, PrintStream out)
      throws AnalysisException, IOException, SQLException {
    Optional<ResultForm> known = ResultForm.find(form);
    if (known.isEmpty()) {
      throw new AnalysisException("the form is table, csv or json");
    }
    byte[] sql = in.readNBytes(LONGEST_STATEMENT + 1);
    if (sql.length > LONGEST_STATEMENT) {
      throw new AnalysisException("the statement is longer than a megabyte");
    }
    try (ExportQuery export = ExportQuery.open(folder)) {
      export.answer(new String(sql, UTF_8), known.get(), out);
    }
  }

  private static String firstLine(SQLException e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
