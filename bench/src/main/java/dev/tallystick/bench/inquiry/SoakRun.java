package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.Failures;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.Drain;
import dev.tallystick.bench.suite.SuiteAudit;
import dev.tallystick.bench.suite.SuiteMemory;
import dev.tallystick.bench.suite.SuiteServer;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A suite under a steady load for long: nothing may pile up, nobody may be shut out, no memory may
 * grow, and the log must pass an audit at the end.
 */
final class SoakRun {
  private static final Duration STEP = Duration.ofMinutes(1);
  private static final int CALLERS = InquiryPlan.STEADY_CONNECTIONS;

  private final Measured suite;
  private final Clock clock;
  private final PrintStream out;

  /** What is loaded, and how it is looked at. */
  record Measured(
      QuestionLoad inquiries,
      Drain drain,
      SuiteServer server,
      SuiteMemory memory,
      SuiteAudit audit) {}

  SoakRun(Measured suite, Clock clock, PrintStream out) {
    this.suite = suite;
    this.clock = clock;
    this.out = out;
  }

  /** Goes on at this rate for so long. */
  SoakReport run(double perSecond, Duration length) throws Exception {
    int minutes = (int) Math.max(2, length.toMinutes());
    out.printf("soaking for %d minutes at %.1f inquiries a second%n", minutes, perSecond);
    long from = suite.server.logSize();
    List<SoakReport.Minute> told = new ArrayList<>();
    Latencies latencies = new Latencies();
    Failures failures = Failures.NONE;
    long confirmed = 0;
    Map<String, Long> middle = Map.of();
    for (int i = 0; i < minutes; i++) {
      if (i == minutes / 2) {
        middle = suite.memory.read();
      }
      LoadResult result = suite.inquiries.atRate(perSecond, CALLERS, Duration.ZERO, STEP);
      confirmed += result.confirmed();
      latencies.addAll(result.latencies());
      failures = failures.and(result.failures());
      SoakReport.Minute minute =
          new SoakReport.Minute(
              result.perSecond(), result.latencies().percentileMillis(99), suite.drain.open(from));
      told.add(minute);
      out.println(minute);
    }
    long open = suite.drain.await(from, InquiryPlan.DRAIN);
    Map<String, Long> end = suite.memory.read();
    long shutOut = suite.server.entries("service.suspended", from) + suite.server.suspensions();
    SuiteAudit.Verdict verdict = suite.audit.run(suite.server.logSize());
    LoadResult load =
        new LoadResult(
            latencies.count(),
            confirmed,
            STEP.toSeconds() * (double) minutes,
            latencies,
            failures,
            List.of());
    return new SoakReport(
        clock.instant(),
        perSecond,
        load,
        told,
        new SoakReport.Memory(middle, end),
        new SoakReport.End(open, shutOut, verdict));
  }
}
