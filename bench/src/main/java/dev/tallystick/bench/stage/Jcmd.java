package dev.tallystick.bench.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Another virtual machine of this user, asked by the JDK's {@code jcmd}. */
public final class Jcmd {
  /** A generation of any collector; the spaces within one, and what is no heap, have no "total". */
  private static final Pattern GENERATION = Pattern.compile(".* total .*, used (\\d+)K.*");

  private static final long KILO = 1024;

  private final long pid;

  /** Asks this process. */
  public Jcmd(long pid) {
    this.pid = pid;
  }

  /**
   * Has a command done.
   *
   * @return what it prints
   * @throws IOException if it fails, as it does when the process is no virtual machine
   */
  public String run(String... command) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString());
    words.add(Long.toString(pid));
    words.addAll(List.of(command));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException("jcmd failed: " + said.strip());
    }
    return said;
  }

  /** What lives on the heap, in bytes, after a full collection that this orders. */
  public long liveBytes() throws IOException, InterruptedException {
    String unused = run("GC.run");
    return usedBytes(run("GC.heap_info"));
  }

  /**
   * What a heap's description says is used, all generations together.
   *
   * @throws IOException if it is of another collector: nothing found would pass for nothing held
   */
  static long usedBytes(String heapInfo) throws IOException {
    List<Long> generations =
        heapInfo
            .lines()
            .map(GENERATION::matcher)
            .filter(Matcher::matches)
            .map(line -> Long.parseLong(line.group(1)) * KILO)
            .toList();
    if (generations.isEmpty()) {
      throw new IOException("a heap that is described otherwise: " + heapInfo.strip());
    }
    return generations.stream().mapToLong(Long::longValue).sum();
  }
}
