package dev.tallystick.bench.stage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

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
  /** The clock ticks of /proc are hundredths of a second on every Linux that Java runs on. */
  private static final double TICKS = 100;

  /** Reads them now. */
  public static CpuTimes read(long servicePid, long postgresPid) throws IOException {
    Used generator = Used.by(ProcessHandle.current().pid());
    Used service = Used.by(servicePid);
    Used postgres = Used.by(postgresPid).and(Used.byReapedChildrenOf(postgresPid));
    List<ProcessHandle> backends =
        ProcessHandle.of(postgresPid).stream().flatMap(ProcessHandle::descendants).toList();
    for (ProcessHandle backend : backends) {
      postgres = postgres.and(Used.by(backend.pid()));
    }
    double ownUser = generator.user + service.user + postgres.user;
    return new CpuTimes(
        System.nanoTime(),
        generator.all(),
        service.all(),
        postgres.all(),
        machineUserAndStolen() - ownUser);
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

  /** The fields user, nice and steal of the first line of /proc/stat; see proc_stat(5). */
  private static double machineUserAndStolen() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/stat"))) {
      String[] fields = lines.findFirst().orElseThrow().trim().split(" +", -1);
      return (number(fields, 1) + number(fields, 2) + number(fields, 8)) / TICKS;
    }
  }

  private static long number(String[] fields, int at) {
    return Long.parseLong(fields[at]);
  }

  /** Time in user mode and in the kernel, of one process or several. */
  private record Used(double user, double system) {
    static final Used NOTHING = new Used(0, 0);

    static Used by(long pid) throws IOException {
      return read(pid, 14);
    }

    static Used byReapedChildrenOf(long pid) throws IOException {
      return read(pid, 16);
    }

    /** Two fields of /proc/PID/stat, counted from 1 as proc_pid_stat(5) does. */
    private static Used read(long pid, int field) throws IOException {
      String stat;
      try {
        stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      } catch (IOException ended) {
        // No such file, or no such process when it ends between opening and reading.
        return NOTHING;
      }
      // The second field, the name, is in parentheses and may hold spaces.
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return new Used(number(fields, field - 3) / TICKS, number(fields, field - 2) / TICKS);
    }

    Used and(Used other) {
      return new Used(user + other.user, system + other.system);
    }

    double all() {
      return user + system;
    }
  }
}
