package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import dev.tallystick.tally.market.Market;
import dev.tallystick.tally.market.MarketLog;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * Measures {@code fsck} and {@code audit} beside SHA-256 over the same bytes in one thread, in the
 * same run. {@code bench/run verifier} starts it; the figures stand in {@code bench/README.md}.
 */
public final class VerifierSpeed {
  private static final int WARM_UP = 2;
  private static final int ROUNDS = 3;
  private static final double MEGA = 1e6;
  private static final double GIGA = 1e9;

  private VerifierSpeed() {}

  /** Arguments: entries for fsck, sales for audit. */
  public static void main(String[] args) throws Exception {
    int entries = args.length > 0 ? Integer.parseInt(args[0]) : 1_000_000;
    int sales = args.length > 1 ? Integer.parseInt(args[1]) : 10_000;
    Path folder = Files.createTempDirectory("verifier-speed");
    try {
      fsck(folder.resolve("fsck"), entries);
      audit(folder.resolve("audit"), sales);
    } finally {
      delete(folder);
    }
  }

  private static void fsck(Path folder, int entries) throws Exception {
    SampleLog.ofSize(entries).writeTo(folder);
    Taken hashing = baseline(List.of(folder));
    Taken seconds =
        seconds(
            () ->
                Run.tally("fsck", folder.toString(), "--vkey", SampleLog.VKEY, "--parallel", "1"));
    print("fsck", entries, seconds, hashing, bytes(List.of(folder)));
  }

  private static void audit(Path folder, int sales) throws Exception {
    MarketLog log = Market.ofSales(sales).log();
    log.published().writeTo(folder.resolve("log"));
    Path openings = folder.resolve("openings.ndjson");
    Path salts = folder.resolve("salts.ndjson");
    Files.write(openings, MarketLog.file(log.lines()));
    Files.writeString(salts, String.join("\n", log.salts()), UTF_8);
    List<Path> read = List.of(openings, folder.resolve("log").resolve("tile/entries"));
    Taken hashing = baseline(read);
    for (String option : List.of("--no-signatures", "--json")) {
      Taken seconds =
          seconds(
              () ->
                  Run.tally(
                      "audit",
                      folder.resolve("log").toString(),
                      "--vkey",
                      SampleLog.VKEY,
                      "--openings",
                      openings.toString(),
                      "--salts",
                      salts.toString(),
                      "--parallel",
                      "1",
                      option));
      String name =
          option.equals("--json") ? "audit with all signatures" : "audit without signatures";
      print(name, log.size(), seconds, hashing, bytes(read));
    }
  }

  private static void print(String name, int entries, Taken taken, Taken hashing, long bytes) {
    System.out.printf(
        "%-26s %9d entries, %6.1f MB: %.2f s (%.2f s of processor time), %,.0f entries/s a core;"
            + " SHA-256 of the same bytes %.2f s (%.2f s), ratio %.1f%n",
        name,
        entries,
        bytes / MEGA,
        taken.wall(),
        taken.processor(),
        entries / taken.processor(),
        hashing.wall(),
        hashing.processor(),
        taken.processor() / hashing.processor());
  }

  /** How long something took, in seconds: by the clock, and of processor time, all threads. */
  private record Taken(double wall, double processor) {}

  /** The median of some rounds, after two to warm up; each must end well. */
  private static Taken seconds(Callable<Run> work) throws Exception {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    List<Taken> rounds = new ArrayList<>();
    for (int i = -WARM_UP; i < ROUNDS; i++) {
      long start = System.nanoTime();
      long processor = system.getProcessCpuTime();
      Run run = work.call();
      double used = (system.getProcessCpuTime() - processor) / GIGA;
      double wall = (System.nanoTime() - start) / GIGA;
      if (run.exitCode() != 0) {
        throw new IllegalStateException(run.out());
      }
      if (i >= 0) {
        rounds.add(new Taken(wall, used));
      }
    }
    rounds.sort(Comparator.comparingDouble(Taken::processor));
    return rounds.get(ROUNDS / 2);
  }

  private static Taken baseline(List<Path> places) throws Exception {
    return seconds(
        () -> {
          MessageDigest digest = digest();
          byte[] buffer = new byte[1 << 18];
          for (Path file : files(places)) {
            try (InputStream in = Files.newInputStream(file)) {
              for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
              }
            }
          }
          return new Run(digest.digest().length == 32 ? 0 : 1, "", "");
        });
  }

  private static MessageDigest digest() throws NoSuchAlgorithmException {
    return MessageDigest.getInstance("SHA-256");
  }

  private static long bytes(List<Path> places) throws IOException {
    long bytes = 0;
    for (Path file : files(places)) {
      bytes += Files.size(file);
    }
    return bytes;
  }

  private static List<Path> files(List<Path> places) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path place : places) {
      try (Stream<Path> walk = Files.walk(place)) {
        walk.filter(Files::isRegularFile).sorted().forEach(files::add);
      }
    }
    return files;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
