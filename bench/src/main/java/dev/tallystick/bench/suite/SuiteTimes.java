package dev.tallystick.bench.suite;

import dev.tallystick.bench.stage.ProcessTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Processor time that the parts of a suite and the generator of the load have used so far.
 *
 * @param at when it was read, in {@link System#nanoTime}
 * @param parts by the part's name, {@link #GENERATOR} among them
 * @param machine user-mode time of everybody on the machine, and time that its host took
 */
public record SuiteTimes(long at, Map<String, ProcessTime> parts, double machine) {
  /** This process, which puts the questions and acknowledges what it is sold. */
  public static final String GENERATOR = "generator";

  /** What an inquiry passes through, in a virtual machine of its own each. */
  public static final List<String> SERVICES =
      List.of("bureau-service", "data-vault", "consent-service", "audit-service");

  private static final double NANOS = 1e9;

  /** Copies the map. */
  public SuiteTimes {
    parts = Map.copyOf(parts);
  }

  /** What was used since an earlier reading. */
  public SuiteTimes since(SuiteTimes earlier) {
    Map<String, ProcessTime> used = new LinkedHashMap<>();
    parts.forEach(
        (name, time) ->
            used.put(name, time.since(earlier.parts.getOrDefault(name, ProcessTime.NOTHING))));
    return new SuiteTimes(at - earlier.at, used, machine - earlier.machine);
  }

  /** Of a difference: how much of the services' time their compilers had, from 0 to 1. */
  public double compilerShare() {
    double all = 0;
    double compilers = 0;
    for (String service : SERVICES) {
      ProcessTime time = parts.getOrDefault(service, ProcessTime.NOTHING);
      all += time.all();
      compilers += time.compilers();
    }
    return all == 0 ? 0 : compilers / all;
  }

  /** Of a difference: the share of all cores that had nothing to do with the suite. */
  public double foreignShare() {
    double own = parts.values().stream().mapToDouble(ProcessTime::user).sum();
    double capacity = at / NANOS * Runtime.getRuntime().availableProcessors();
    return Math.max(0, machine - own) / capacity;
  }

  /** Of a difference: seconds by part, those that used some, most first. */
  public Map<String, Double> seconds() {
    return parts.entrySet().stream()
        .filter(part -> part.getValue().all() > 0)
        .sorted((a, b) -> Double.compare(b.getValue().all(), a.getValue().all()))
        .collect(
            Collectors.toMap(
                Map.Entry::getKey, part -> part.getValue().all(), (a, b) -> a, LinkedHashMap::new));
  }
}
