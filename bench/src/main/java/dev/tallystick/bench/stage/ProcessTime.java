package dev.tallystick.bench.stage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Processor time that a process has used so far, in seconds: in user mode and in the kernel, and
 * what of both the just-in-time compilers of a virtual machine had.
 */
public record ProcessTime(double user, double system, double compilers) {
  /** No time, as of a process that has ended. */
  public static final ProcessTime NOTHING = new ProcessTime(0, 0, 0);

  /** The clock ticks of /proc are hundredths of a second on every Linux that Java runs on. */
  private static final double TICKS = 100;

  private static final int OWN = 14;
  private static final int REAPED = 16;
  private static final Path PROC = Path.of("/proc");

  /** Of one process, its threads included. */
  public static ProcessTime of(long pid) throws IOException {
    return read(PROC.resolve(Long.toString(pid)).resolve("stat"), OWN);
  }

  /** Of a process and all that it has started, those that have ended included. */
  public static ProcessTime ofAll(long pid) throws IOException {
    ProcessTime all = of(pid).plus(reapedBy(pid)).plus(compilersOf(pid));
    List<ProcessHandle> children =
        ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants).toList();
    for (ProcessHandle child : children) {
      all = all.plus(of(child.pid())).plus(compilersOf(child.pid()));
    }
    return all;
  }

  /** Of the children of a process that have ended. */
  static ProcessTime reapedBy(long pid) throws IOException {
    return read(PROC.resolve(Long.toString(pid)).resolve("stat"), REAPED);
  }

  /** What the compilers had; it is part of the process's own time, so nothing else is counted. */
  private static ProcessTime compilersOf(long pid) throws IOException {
    double compilers = 0;
    Path threads = PROC.resolve(Long.toString(pid)).resolve("task");
    try (DirectoryStream<Path> tasks = Files.newDirectoryStream(threads)) {
      for (Path task : tasks) {
        if (isCompiler(task)) {
          compilers += read(task.resolve("stat"), OWN).all();
        }
      }
    } catch (IOException ended) {
      // Nobody is there any more.
      return NOTHING;
    }
    return new ProcessTime(0, 0, compilers);
  }

  /** By the name that HotSpot gives its threads, of which the kernel keeps 15 characters. */
  private static boolean isCompiler(Path task) {
    try {
      String name = Files.readString(task.resolve("comm"));
      return name.startsWith("C1 Compiler") || name.startsWith("C2 Compiler");
    } catch (IOException ended) {
      return false;
    }
  }

  /** Two fields of a stat file, counted from 1 as proc_pid_stat(5) does. */
  private static ProcessTime read(Path file, int field) throws IOException {
    String stat;
    try {
      stat = Files.readString(file);
    } catch (IOException ended) {
      // No such file, or no such process when it ends between opening and reading.
      return NOTHING;
    }
    // The second field, the name, is in parentheses and may hold spaces.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    return new ProcessTime(seconds(fields[field - 3]), seconds(fields[field - 2]), 0);
  }

  /**
   * Everybody's time in user mode, and time that the host took from this machine: user, nice and
   * steal of the first line of /proc/stat; see proc_stat(5).
   */
  public static double machineTime() throws IOException {
    try (Stream<String> lines = Files.lines(PROC.resolve("stat"))) {
      String[] fields = lines.findFirst().orElseThrow().trim().split(" +", -1);
      return seconds(fields[1]) + seconds(fields[2]) + seconds(fields[8]);
    }
  }

  private static double seconds(String ticks) {
    return Long.parseLong(ticks) / TICKS;
  }

  /** Both together. */
  public ProcessTime plus(ProcessTime other) {
    return new ProcessTime(user + other.user, system + other.system, compilers + other.compilers);
  }

  /**
   * What was used since an earlier reading; threads that have ended meanwhile take nothing back.
   */
  public ProcessTime since(ProcessTime earlier) {
    return new ProcessTime(
        Math.max(0, user - earlier.user),
        Math.max(0, system - earlier.system),
        Math.max(0, compilers - earlier.compilers));
  }

  /** In user mode and in the kernel. */
  public double all() {
    return user + system;
  }
}
