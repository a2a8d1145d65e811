package dev.tallystick.bench.inquiry;

import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.suite.Drain;
import dev.tallystick.bench.suite.ServerUse;
import dev.tallystick.bench.suite.SuiteProcesses;
import dev.tallystick.bench.suite.SuiteServer;
import dev.tallystick.bench.suite.SuiteTimes;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Loads the suite and waits each time until all that was sold is acknowledged. */
final class SuiteLoad {
  private static final double NANOS = 1e9;

  private final QuestionLoad inquiries;
  private final Drain drain;
  private final SuiteServer server;
  private final SuiteProcesses processes;

  SuiteLoad(QuestionLoad inquiries, Drain drain, SuiteServer server, SuiteProcesses processes) {
    this.inquiries = inquiries;
    this.drain = drain;
    this.server = server;
    this.processes = processes;
  }

  /**
   * A round of load.
   *
   * @param seconds from its first inquiry to the last acknowledgement
   * @param open acknowledgements that were still missing then
   * @param compilerShare what the compilers had of the services' time
   * @param foreignShare what others had of the machine
   */
  record Round(
      LoadResult result,
      double seconds,
      long open,
      InquiryCost cost,
      double compilerShare,
      double foreignShare) {
    /** Inquiries a second, of which every acknowledgement is logged. */
    double sustained() {
      return result.confirmed() / seconds;
    }
  }

  /** Closed loop, as fast as inquiries are answered. */
  Round asFastAsAnswered(int callers, InquiryPlan plan) throws Exception {
    return round(() -> inquiries.asFastAsAnswered(callers, InquiryPlan.RAMP, plan.round()));
  }

  /** Open loop, so many a second. */
  Round atRate(double perSecond, InquiryPlan plan) throws Exception {
    return round(
        () ->
            inquiries.atRate(
                perSecond, InquiryPlan.STEADY_CONNECTIONS, InquiryPlan.RAMP, plan.steady()));
  }

  private Round round(Callable<LoadResult> load) throws Exception {
    long from = server.logSize();
    ServerUse done = server.use();
    SuiteTimes used = processes.times();
    long begun = System.nanoTime();
    LoadResult result = load.call();
    long open = drain.await(from, InquiryPlan.DRAIN);
    double seconds = (System.nanoTime() - begun) / NANOS;
    SuiteTimes times = processes.times().since(used);
    InquiryCost cost = InquiryCost.of(times, server.use().since(done), result.confirmed());
    return new Round(result, seconds, open, cost, times.compilerShare(), times.foreignShare());
  }

  /** Loads without counting, and says what the compilers had of the services' time. */
  double warmUp(Duration length, Consumer<LoadResult> note)
      throws IOException, InterruptedException {
    SuiteTimes used = processes.times();
    note.accept(inquiries.asFastAsAnswered(InquiryPlan.WARM_UP_CONNECTIONS, Duration.ZERO, length));
    return processes.times().since(used).compilerShare();
  }
}
