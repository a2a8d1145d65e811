package dev.tallystick.bench.stage;

import java.io.IOException;
import java.util.List;

/**
 * Processor time used so far, in seconds: by the generator (this process), the service, PostgreSQL
 * with all its processes. Two readings around a round tell who used how much, and whether anybody
 * else was at work.
 *
 * @param at when it was read, in {@link System#nanoTime}
 * @param foreign user-mode time of everybody else, and time that the host took from this machine;
 *     kernel work is left out, since most of it is the network's on behalf of the three
 */
public record CpuTimes(long at, double generator, double service, double postgres, double foreign) {
  /** Reads them now. */
  public static CpuTimes read(long servicePid, long postgresPid) throws IOException {
    ProcessTime generator = ProcessTime.of(ProcessHandle.current().pid());
    ProcessTime service = ProcessTime.of(servicePid);
    ProcessTime postgres = ProcessTime.of(postgresPid).plus(ProcessTime.reapedBy(postgresPid));
    List<ProcessHandle> backends =
        ProcessHandle.of(postgresPid).stream().flatMap(ProcessHandle::descendants).toList();
    for (ProcessHandle backend : backends) {
      postgres = postgres.plus(ProcessTime.of(backend.pid()));
    }
    double ownUser = generator.user() + service.user() + postgres.user();
    return new CpuTimes(
        System.nanoTime(),
        generator.all(),
        service.all(),
        postgres.all(),
        ProcessTime.machineTime() - ownUser);
  }

  /** What was used since an earlier reading. */
  public CpuTimes since(CpuTimes earlier) {
    return new CpuTimes(
        at - earlier.at,
        generator - earlier.generator,
        service - earlier.service,
        postgres - earlier.postgres,
        foreign - earlier.foreign);
  }

  /** Of a difference between two readings: the share of all cores that others had. */
  public double foreignShare() {
    double capacity = at / 1e9 * Runtime.getRuntime().availableProcessors();
    return Math.max(0, foreign) / capacity;
  }
}
