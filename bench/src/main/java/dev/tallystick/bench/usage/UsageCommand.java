package dev.tallystick.bench.usage;

import dev.tallystick.bench.load.RequestShape;
import dev.tallystick.bench.measure.Latencies;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.Programs;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.bench.stage.Stage;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * {@code usage}: fills a log with entries of a tenth as many people, and reads pages of 20 with all
 * proofs when it is small and when it is large.
 */
public final class UsageCommand {
  private static final long SMALL = 10_000;
  private static final int SLICES = 24;
  private static final int WARM_UP = 1_500;
  private static final int REQUESTS = 3_000;
  private static final double RATE = 3_000;

  private final Path root;
  private final List<String> jvmFlags;
  private final Clock clock;
  private final PrintStream out;

  /**
   * A command of the checkout at {@code root}.
   *
   * @param jvmFlags flags of the service's virtual machine
   */
  public UsageCommand(Path root, List<String> jvmFlags, Clock clock, PrintStream out) {
    this.root = root;
    this.jvmFlags = List.copyOf(jvmFlags);
    this.clock = clock;
    this.out = out;
  }

  /**
   * Measures with so many entries.
   *
   * @return 0; what is asked of the figures stands in README.md
   */
  public int run(long entries) throws Exception {
    Path bench = root.resolve(".tallystick/bench");
    int people = (int) Math.max(1000, entries / 10);
    out.printf("commit %s, load average %.2f%n", SourceRevision.of(root), Machine.loadAverage());
    Machine.facts().forEach((name, fact) -> out.printf("%s: %s%n", name, fact));
    try (Stage stage = Stage.set(bench, Programs.of(root), jvmFlags, 4, clock, people)) {
      Readers readers = new Readers(stage, clock);
      PageRound pages = new PageRound(readers, NoteVerifier.parse(stage.service().verifierKey()));
      IndexLag lag = new IndexLag(stage, readers);
      out.printf("%,d people, page of 20, one connection%n", people);
      fill(stage, readers, SMALL, 6);
      lag.awaitCovered();
      pages.run(WARM_UP);
      double small = told(stage, pages.run(REQUESTS));
      long begun = System.nanoTime();
      fill(stage, readers, entries, SLICES);
      double filled = (System.nanoTime() - begun) / 1e9;
      Duration behind = lag.awaitCovered();
      out.printf(
          "filled to %,d entries in %.0f s; the index came %.1f s later%n",
          stage.log().treeSize(), filled, behind.toMillis() / 1e3);
      stage.postgres().checkpoint();
      pages.run(WARM_UP);
      double large = told(stage, pages.run(REQUESTS));
      out.printf("p99 at the large size / at the small: %.2f%n", large / small);
      long from = stage.log().treeSize();
      tell(lag.run(RATE, Duration.ofSeconds(20)));
      lag.awaitCovered();
      tell(stage.log().waitsForRoots(from));
      return 0;
    }
  }

  /** Fills up to a size; readers' entries come in between. */
  private static void fill(Stage stage, Readers readers, long size, int slices)
      throws IOException, SQLException, InterruptedException {
    long first = stage.log().treeSize();
    for (int slice = 1; slice <= slices; slice++) {
      long until = first + (size - first) * slice / slices;
      readers.append();
      long left = until - stage.log().treeSize();
      while (left > 0) {
        if (round(stage, left).confirmed() == 0) {
          throw new IOException("the log takes nothing in");
        }
        left = until - stage.log().treeSize();
      }
    }
  }

  /** Rounds end by time: the less is left, the shorter and slower they are. */
  private static LoadResult round(Stage stage, long left) throws IOException {
    if (left > 200_000) {
      return stage.append(stage.ndjson(500), 4, Duration.ZERO, Duration.ofSeconds(5));
    }
    if (left > 20_000) {
      return stage.append(stage.ndjson(500), 4, Duration.ZERO, Duration.ofMillis(500));
    }
    RequestShape few = stage.ndjson((int) Math.min(500, Math.max(1, left / 4)));
    return stage.append(few, 1, Duration.ZERO, Duration.ofMillis(20));
  }

  private double told(Stage stage, PageRound.Result result) throws SQLException {
    Latencies latencies = result.latencies();
    PageBytes bytes = result.bytes();
    out.printf(
        "at %,d entries: p50 %.2f ms, p99 %.2f ms, max %.2f ms; proofs %,d bytes and %,.0f an entry, answer %,d bytes; %d answers hold offline%n",
        stage.log().treeSize(),
        latencies.percentileMillis(50),
        latencies.percentileMillis(99),
        latencies.percentileMillis(100),
        bytes.fixed(),
        bytes.perEntry(),
        bytes.answer(),
        result.checked());
    return latencies.percentileMillis(99);
  }

  private void tell(List<Long> waits) {
    out.printf(
        "by the log's own times an entry waits p50 %d ms, p99 %d ms, at most %d ms for its index root%n",
        waits.get(0), waits.get(1), waits.get(2));
  }

  private void tell(Latencies ages) {
    out.printf(
        "at %.0f appends/s the oldest entry without a root is p50 %.0f ms, p99 %.0f ms, at most %.0f ms old (%d looks)%n",
        RATE,
        ages.percentileMillis(50),
        ages.percentileMillis(99),
        ages.percentileMillis(100),
        ages.count());
  }
}
