package dev.tallystick.bench.append;

import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.Programs;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.bench.stage.Stage;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code append}: sets the stage, runs the plan, prints and stores the report. */
public final class AppendCommand {
  private final Path root;
  private final List<String> jvmFlags;
  private final Clock clock;
  private final PrintStream out;

  /**
   * A command of the checkout at {@code root}.
   *
   * @param jvmFlags flags of the service's virtual machine
   */
  public AppendCommand(Path root, List<String> jvmFlags, Clock clock, PrintStream out) {
    this.root = root;
    this.jvmFlags = List.copyOf(jvmFlags);
    this.clock = clock;
    this.out = out;
  }

  /**
   * Measures.
   *
   * @param size {@code small}, {@code full} or {@code large}
   * @return 0 if all is as asked, 1 if the run cannot be believed, 2 if a figure is below what is
   *     asked
   */
  public int run(String size) throws Exception {
    AppendPlan plan =
        switch (size) {
          case "small" -> AppendPlan.small();
          case "large" -> AppendPlan.large();
          default -> AppendPlan.full();
        };
    Path bench = root.resolve(".tallystick/bench");
    double loadBefore = Machine.loadAverage();
    out.println("setting the stage in " + bench);
    try (Stage stage = Stage.set(bench, Programs.of(root), jvmFlags, plan.walGigabytes(), clock)) {
      Map<String, Map<String, String>> settings = new LinkedHashMap<>();
      settings.put("machine", Machine.facts());
      settings.put("PostgreSQL, in its own words", stage.postgres().settings());
      Map<String, String> run = new LinkedHashMap<>();
      run.put("commit", SourceRevision.of(root));
      run.put("flags of the service", String.join(" ", jvmFlags));
      run.put("load average before", Double.toString(loadBefore));
      settings.put("run", run);
      AppendReport report = new AppendRun(plan, stage, clock, out).run(settings);
      new ReportTable(out).print(report);
      Path file = new ResultFile().write(report, root.resolve("bench/results"));
      out.println("written to " + root.relativize(file));
      return exitCode(report);
    }
  }

  private static int exitCode(AppendReport report) {
    if (!report.findings().isSound()) {
      return 1;
    }
    boolean below =
        report.judged().stream().anyMatch(one -> one.verdict() == Requirement.Verdict.BELOW);
    return below ? 2 : 0;
  }
}
