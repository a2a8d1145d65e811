package dev.tallystick.bench.suite;

import static java.util.Objects.requireNonNull;

import dev.tallystick.bench.stage.Jcmd;
import dev.tallystick.bench.stage.ProcessTime;
import dev.tallystick.local.state.GatewayFolder;
import dev.tallystick.local.state.RunState;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The processes of a running suite. */
public final class SuiteProcesses {
  private static final long KILO = 1024;
  private static final String POSTMASTER = "data/postmaster.pid";

  private final Map<String, Long> pids;

  /** The processes that the launcher has started for the suite of this folder. */
  public SuiteProcesses(SuiteFolder folder) {
    this.pids =
        RunState.read(folder.run("parts")).stream()
            .filter(part -> part.phase() == RunState.Phase.HEALTHY)
            .collect(
                Collectors.toMap(
                    RunState.Part::name, RunState.Part::pid, (a, b) -> b, LinkedHashMap::new));
    addGatewayDatabases(folder);
    if (!pids.keySet().containsAll(SuiteTimes.SERVICES)) {
      throw new IllegalStateException("the suite does not run: there is " + pids.keySet());
    }
  }

  /** A gateway's database server is no part of its own in the launcher's eyes. */
  private void addGatewayDatabases(SuiteFolder folder) {
    try {
      for (GatewayFolder gateway : GatewayFolder.all(folder)) {
        Path pid = gateway.postgres().resolve(POSTMASTER);
        if (pids.containsKey("gateway-" + gateway.party()) && Files.exists(pid)) {
          pids.put(
              "PostgreSQL of gateway-" + gateway.party(),
              Long.parseLong(Files.readAllLines(pid).get(0).strip()));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The processor time of all of them so far. */
  public SuiteTimes times() throws IOException {
    Map<String, ProcessTime> parts = new LinkedHashMap<>();
    for (Map.Entry<String, Long> part : pids.entrySet()) {
      parts.put(part.getKey(), ProcessTime.ofAll(part.getValue()));
    }
    // Not with its children: the commands that it has started belong to nobody's load.
    parts.put(SuiteTimes.GENERATOR, ProcessTime.of(ProcessHandle.current().pid()));
    return new SuiteTimes(System.nanoTime(), parts, ProcessTime.machineTime());
  }

  /**
   * What each service holds on to, in bytes: what lives on its heap after a collection that this
   * orders; of a native executable, which has none that can be asked, its resident memory.
   */
  public Map<String, Long> liveBytes() throws IOException, InterruptedException {
    Map<String, Long> live = new LinkedHashMap<>();
    for (String service : SuiteTimes.SERVICES) {
      long pid = pid(service);
      live.put(service, isNative(pid) ? residentBytes(pid) : new Jcmd(pid).liveBytes());
    }
    return live;
  }

  /** How the services are run: by a virtual machine, or as executables. */
  public String runBy() {
    return isNative(pid("audit-service")) ? "native executables" : "a virtual machine each";
  }

  private long pid(String service) {
    return requireNonNull(pids.get(service), service);
  }

  private static boolean isNative(long pid) {
    return ProcessHandle.of(pid)
        .flatMap(process -> process.info().command())
        .filter(command -> command.endsWith("-runner"))
        .isPresent();
  }

  private static long residentBytes(long pid) throws IOException {
    return Files.readAllLines(Path.of("/proc", Long.toString(pid), "status")).stream()
        .filter(line -> line.startsWith("VmRSS:"))
        .map(line -> line.replaceAll("\\D", ""))
        .mapToLong(kilobytes -> Long.parseLong(kilobytes) * KILO)
        .sum();
  }
}
