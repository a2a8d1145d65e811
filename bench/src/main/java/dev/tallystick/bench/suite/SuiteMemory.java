package dev.tallystick.bench.suite;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each service of a suite holds on to without having to. consent-service must keep the facts
 * that decisions read, releases for two years among them; it says how much that is, and it is taken
 * off.
 */
public final class SuiteMemory {
  private static final String DECIDER = "consent-service";
  private static final String STATE = "tallystick_state_bytes{";

  private final SuiteProcesses processes;
  private final RunningSuite suite;

  /** The memory of a running suite. */
  public SuiteMemory(SuiteProcesses processes, RunningSuite suite) {
    this.processes = processes;
    this.suite = suite;
  }

  /** In bytes, by service. */
  public Map<String, Long> read() throws IOException, InterruptedException, RefusedException {
    Map<String, Long> live = new LinkedHashMap<>(processes.liveBytes());
    byte[] metrics = suite.as("operator").getBytes(suite.endpoints().consent("/q/metrics"));
    long state = stateBytes(new String(metrics, StandardCharsets.UTF_8));
    live.computeIfPresent(DECIDER, (service, bytes) -> Math.max(0, bytes - state));
    return live;
  }

  /** All parts of the state together, as the metrics tell them. */
  static long stateBytes(String metrics) {
    return Math.round(
        metrics
            .lines()
            .filter(line -> line.startsWith(STATE))
            .map(line -> line.substring(line.indexOf('}') + 1).strip().split(" ", -1)[0])
            .mapToDouble(Double::parseDouble)
            .sum());
  }
}
