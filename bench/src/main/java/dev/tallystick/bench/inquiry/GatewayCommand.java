package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.bench.suite.Drain;
import dev.tallystick.bench.suite.SuiteProcesses;
import dev.tallystick.bench.suite.SuiteServer;
import dev.tallystick.bench.suite.WarmUp;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code bench/run gateway}: what a lender's own gateway adds to an inquiry, at half the peak of
 * the same run. The gateway does what a lender has to do and a generator of load does not: it keeps
 * the order, opens the report, checks it, stores it sealed and keeps the books.
 */
public final class GatewayCommand {
  private static final int ROUNDS = 2;
  private static final int CALLERS = 8;

  /** Each person gives two consents more, and their acts are limited by the minute. */
  private static final int PEOPLE = 100;

  private static final Duration GATEWAY_WARM_UP = Duration.ofSeconds(60);

  private final Path root;
  private final Clock clock;
  private final PrintStream out;
  private Failures failures = Failures.NONE;

  /** Measures the suite of a checkout. */
  public GatewayCommand(Path root, Clock clock, PrintStream out) {
    this.root = root;
    this.clock = clock;
    this.out = out;
  }

  /**
   * Sets the scene, measures, and prints the result.
   *
   * @return 0 if the figure is as asked, 2 if it is not, 1 if an inquiry failed
   */
  public int run(InquiryOptions options) throws Exception {
    InquiryPlan planned = options.small() ? InquiryPlan.small() : InquiryPlan.full();
    InquiryPlan plan = options.warmUp().map(planned::warmedUpFor).orElse(planned);
    SuiteFolder folder = SuiteFolder.existing(options.home());
    try (SuiteServer server = new SuiteServer(folder)) {
      PlainRecords records =
          new PlainRecords(server.jdbcUrl("bureau-service"), SuiteServer.ROLE, server.password());
      InquiryScene scene = new InquiryScene(folder, clock, records);
      out.printf("setting the scene with %d people%n", PEOPLE);
      scene.set(PEOPLE);
      GatewayLender lender = scene.gatewayLender();
      SuiteProcesses processes = new SuiteProcesses(folder);
      try (LenderReceipts receipts = scene.receipts()) {
        SuiteLoad direct =
            new SuiteLoad(
                new QuestionLoad(scene.atTheSuite(receipts)),
                new Drain(server, receipts::open),
                server,
                processes);
        SuiteLoad ordered =
            new SuiteLoad(
                new QuestionLoad(lender.orders()),
                new Drain(server, lender::waiting),
                server,
                processes);
        int code = measure(plan, direct, ordered, settings(processes));
        lender.requireReports();
        failures = failures.and(receipts.failures());
        out.printf("what was not answered: %d %s%n", failures.count(), failures.first());
        return failures.count() > 0 ? 1 : code;
      }
    }
  }

  private int measure(
      InquiryPlan plan, SuiteLoad direct, SuiteLoad ordered, Map<String, String> settings)
      throws Exception {
    WarmUp.Reached warm =
        new WarmUp(InquiryPlan.WARM_UP_STEP, plan.warmUp()).run(length -> warmUp(direct, length));
    SuiteLoad.Round peak = note("as fast as answered", direct.asFastAsAnswered(CALLERS, plan));
    double half = peak.sustained() / 2;
    SuiteLoad.Round unused =
        note("the gateway warms up", ordered.atRate(half, plan.steadyFor(GATEWAY_WARM_UP)));
    List<InquiryCost> without = new ArrayList<>();
    List<InquiryCost> with = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      without.add(note("without a gateway", direct.atRate(half, plan)).cost());
      with.add(note("by the gateway", ordered.atRate(half, plan)).cost());
    }
    GatewayReport report = new GatewayReport(clock.instant(), half, warm, without, with);
    report.print(out);
    out.println(
        "written to " + root.relativize(report.write(root.resolve("bench/results"), settings)));
    return report.isAsAsked() ? 0 : 2;
  }

  private double warmUp(SuiteLoad suite, Duration length) throws Exception {
    double share = suite.warmUp(length, result -> failures = failures.and(result.failures()));
    out.printf("warming up: the compilers have %.0f %% of the services' time%n", share * 100);
    return share;
  }

  private SuiteLoad.Round note(String what, SuiteLoad.Round round) {
    failures = failures.and(round.result().failures());
    out.printf(
        "%s: %.1f/s acknowledged, %.1f ms of processor time an inquiry, %d left open, others had %.0f %%%n",
        what,
        round.sustained(),
        round.cost().allCpuMillis(),
        round.open(),
        round.foreignShare() * 100);
    if (round.open() > 0) {
      failures = failures.and(round.open(), "not acknowledged");
    }
    return round;
  }

  private Map<String, String> settings(SuiteProcesses processes)
      throws IOException, InterruptedException {
    Map<String, String> settings = new LinkedHashMap<>(Machine.facts());
    settings.put("commit", SourceRevision.of(root));
    settings.put("services run by", processes.runBy());
    settings.put("durability", "fsync, synchronous_commit and full_page_writes on");
    return settings;
  }
}
