package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.bench.suite.Drain;
import dev.tallystick.bench.suite.SuiteAudit;
import dev.tallystick.bench.suite.SuiteMemory;
import dev.tallystick.bench.suite.SuiteProcesses;
import dev.tallystick.bench.suite.SuiteServer;
import dev.tallystick.bench.suite.WarmUp;
import dev.tallystick.demo.Cast;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench/run inquiries}: the price of accountability. Needs a suite that {@code bench/run}
 * has started for it; takes the two endpoints in turn, with the same load. Nothing that is sold
 * counts before it is acknowledged.
 */
public final class InquiryCommand {
  private static final String SUITE = "inquiry at the suite, two platforms";
  private static final String PLAIN = "the same without log, consent and sealing";
  private static final double SOAK_SHARE = 0.6;

  private final Path root;
  private final Clock clock;
  private final PrintStream out;
  private final List<InquiryReport.Row> rows = new ArrayList<>();
  private Failures failures = Failures.NONE;

  /** Measures the suite of a checkout. */
  public InquiryCommand(Path root, Clock clock, PrintStream out) {
    this.root = root;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Sets the scene, measures, and prints the result.
   *
   * @return 0 if every figure is as asked, 2 if one is below, 1 if an inquiry failed or a soak
   *     found something wrong
   */
  public int run(InquiryOptions options) throws Exception {
    InquiryPlan planned = options.small() ? InquiryPlan.small() : InquiryPlan.full();
    InquiryPlan plan = options.warmUp().map(planned::warmedUpFor).orElse(planned);
    SuiteFolder folder = SuiteFolder.existing(options.home());
    try (SuiteServer server = new SuiteServer(folder)) {
      // The plain tables stand in the bureau's own database, on the same server. Nobody else may
      // make tables there: a running service has the app role alone.
      PlainRecords records =
          new PlainRecords(server.jdbcUrl("bureau-service"), SuiteServer.ROLE, server.password());
      InquiryScene scene = new InquiryScene(folder, clock, records);
      out.printf("setting the scene with %d people%n", plan.people());
      scene.set(plan.people());
      SuiteProcesses processes = new SuiteProcesses(folder);
      try (LenderReceipts receipts = scene.receipts();
          PlainBureau plain =
              new PlainBureau(records, Cast.BUREAU, Cast.LENDER, scene.lenderKeys(), clock)) {
        Drain drain = new Drain(server, receipts::open);
        QuestionLoad inquiries = new QuestionLoad(scene.atTheSuite(receipts));
        SuiteLoad suite = new SuiteLoad(inquiries, drain, server, processes);
        InquiryReport.Figures figures =
            measure(plan, suite, new QuestionLoad(scene.at(plain.address())));
        int code = report(plan, figures, processes);
        if (options.soak().isPresent()) {
          SuiteAudit audit = new SuiteAudit(root, folder, scene.suite());
          SoakRun soak =
              new SoakRun(
                  new SoakRun.Measured(
                      inquiries, drain, server, new SuiteMemory(processes, scene.suite()), audit),
                  clock,
                  out);
          double rate = figures.suitePeak() * SOAK_SHARE;
          SoakReport held = soak.run(rate, options.soak().get());
          note(held.load());
          held.print(out);
          tellFile(held.write(root.resolve("bench/results"), settings(processes)));
          code = held.isSound() ? code : 1;
        }
        failures = failures.and(receipts.failures());
        out.printf("what was not answered: %d %s%n", failures.count(), failures.first());
        return failures.count() > 0 ? 1 : code;
      }
    }
  }

  private InquiryReport.Figures measure(InquiryPlan plan, SuiteLoad suite, QuestionLoad bare)
      throws Exception {
    WarmUp.Reached warm =
        new WarmUp(InquiryPlan.WARM_UP_STEP, plan.warmUp()).run(length -> warmUp(suite, length));
    note(
        bare.asFastAsAnswered(
            InquiryPlan.WARM_UP_CONNECTIONS, InquiryPlan.RAMP, InquiryPlan.PLAIN_WARM_UP));
    List<SuiteLoad.Round> rounds = new ArrayList<>();
    double plainPeak = 0;
    for (int callers : plan.connections()) {
      SuiteLoad.Round round = suite.asFastAsAnswered(callers, plan);
      add(SUITE + ", " + callers + " callers", round);
      rounds.add(round);
      plainPeak = Math.max(plainPeak, plainRound(bare, callers, plan));
    }
    SuiteLoad.Round best =
        rounds.stream().max(Comparator.comparingDouble(SuiteLoad.Round::sustained)).orElseThrow();
    double half = best.sustained() / 2;
    SuiteLoad.Round steady = suite.atRate(half, plan);
    add("%s, at %.0f/s".formatted(SUITE, half), steady);
    long open = steady.open() + rounds.stream().mapToLong(SuiteLoad.Round::open).sum();
    return new InquiryReport.Figures(
        best.sustained(), plainPeak, steady.result(), best.cost(), open, warm);
  }

  private double warmUp(SuiteLoad suite, Duration length) throws Exception {
    double share = suite.warmUp(length, this::note);
    out.printf("warming up: the compilers have %.0f %% of the services' time%n", share * 100);
    return share;
  }

  private double plainRound(QuestionLoad bare, int callers, InquiryPlan plan)
      throws InterruptedException {
    LoadResult result = bare.asFastAsAnswered(callers, InquiryPlan.RAMP, plan.round());
    note(result);
    InquiryReport.Row row =
        new InquiryReport.Row(
            PLAIN + ", " + callers + " callers",
            result.perSecond(),
            result.latencies().percentileMillis(50),
            result.latencies().percentileMillis(99),
            result.perSecond(),
            0);
    rows.add(row);
    out.println(row);
    return row.perSecond();
  }

  private void add(String title, SuiteLoad.Round round) {
    note(round.result());
    InquiryReport.Row row =
        new InquiryReport.Row(
            title,
            round.result().perSecond(),
            round.result().latencies().percentileMillis(50),
            round.result().latencies().percentileMillis(99),
            round.sustained(),
            round.foreignShare());
    rows.add(row);
    out.println(row);
  }

  private int report(InquiryPlan plan, InquiryReport.Figures figures, SuiteProcesses processes)
      throws IOException, InterruptedException {
    InquiryReport report =
        new InquiryReport(plan.name(), clock.instant(), settings(processes), rows, figures);
    report.print(out);
    tellFile(report.write(root.resolve("bench/results")));
    return report.exitCode();
  }

  private void tellFile(Path file) {
    out.println("written to " + root.relativize(file));
  }

  private void note(LoadResult result) {
    failures = failures.and(result.failures());
  }

  private Map<String, String> settings(SuiteProcesses processes)
      throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>(Machine.facts());
    settings.put("commit", SourceRevision.of(root));
    settings.put("services run by", processes.runBy());
    settings.put("durability", "fsync, synchronous_commit and full_page_writes on");
    settings.put("load average after", Double.toString(Machine.loadAverage()));
    return settings;
  }
}
