package dev.tallystick.bench.append;

import dev.tallystick.bench.append.AppendReport.Growth;
import dev.tallystick.bench.append.AppendReport.Sized;
import dev.tallystick.bench.append.AppendReport.Steady;
import dev.tallystick.bench.append.Requirement.Judged;
import dev.tallystick.bench.baseline.InsertLoad;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.measure.Median;
import dev.tallystick.bench.measure.ProofCheck;
import dev.tallystick.bench.stage.CpuTimes;
import dev.tallystick.bench.stage.LogTables;
import dev.tallystick.bench.stage.Stage;
import dev.tallystick.bench.stage.WalUse;
import dev.tallystick.postgres.Database;
import dev.tallystick.tlog.MalformedNoteKeyException;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.io.PrintStream;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs a plan on a stage. The order is told by {@link #run}. */
final class AppendRun {
  /** More than this share of the cores used by others, and the figures are not worth keeping. */
  private static final double QUIET = 0.05;

  private static final Duration FILL_ROUND = Duration.ofSeconds(20);

  private final AppendPlan plan;
  private final Stage stage;
  private final Clock clock;
  private final PrintStream out;
  private final Checks checks;
  private final Database baseline;

  AppendRun(AppendPlan plan, Stage stage, Clock clock, PrintStream out)
      throws IOException, InterruptedException, MalformedNoteKeyException {
    this.plan = plan;
    this.stage = stage;
    this.clock = clock;
    this.out = out;
    this.checks = new Checks(new ProofCheck(NoteVerifier.parse(stage.service().verifierKey())));
    this.baseline = stage.postgres().createDatabase("baseline");
  }

  AppendReport run(Map<String, Map<String, String>> settings)
      throws IOException, SQLException, InterruptedException {
    Instant begun = clock.instant();
    Map<Load, Sized> small = plan.largeLogs().isEmpty() ? Map.of() : growthRounds();
    warmUp();
    InsertLoad inserts =
        new InsertLoad(
            baseline, stage.template(), stage.population(), clock, stage.log().payloadBytes());
    inserts.createTable();
    Map<Load, Series> series = rounds(inserts);
    settings.put("bytes", bytes());
    // Or its vacuum would fall into the rounds of a log that has no such table.
    inserts.dropTable();
    Steady steady = steady(series);
    List<Growth> growth = new ArrayList<>();
    for (long size : plan.largeLogs()) {
      growth.addAll(growth(small, size));
    }
    return new AppendReport(
        plan.name(),
        begun,
        settings,
        series,
        steady,
        growth,
        judge(series, steady, growth),
        checks.findings(stage.log().treeSize()),
        isQuiet(series));
  }

  /** Until the virtual machine has compiled what is hot, and the log has its first pages. */
  private void warmUp() throws IOException {
    out.printf("warming up for %d s%n", plan.warmUp().toSeconds());
    Duration third = plan.warmUp().dividedBy(3);
    for (Load load : List.of(Load.APPEND_256, Load.NDJSON, Load.APPEND_64)) {
      append(load, third);
    }
  }

  /** The loads take turns, so that what disturbs the machine for a while disturbs all of them. */
  private Map<Load, Series> rounds(InsertLoad inserts)
      throws IOException, SQLException, InterruptedException {
    Map<Load, List<Round>> rounds = new EnumMap<>(Load.class);
    checks.inserted(inserts.run(Load.INSERT_CLIENTS, AppendPlan.RAMP, plan.round()));
    stage.postgres().checkpoint();
    for (int number = 1; number <= plan.rounds(); number++) {
      for (Load load : Load.values()) {
        awaitIndex();
        Used before = used();
        LoadResult result =
            load == Load.INSERT
                ? checks.inserted(inserts.run(Load.INSERT_CLIENTS, AppendPlan.RAMP, plan.round()))
                : append(load, plan.round());
        Round round = told("round " + number, load.title(), result, before);
        rounds.computeIfAbsent(load, unused -> new ArrayList<>()).add(round);
      }
    }
    Map<Load, Series> series = new EnumMap<>(Load.class);
    rounds.forEach((load, list) -> series.put(load, new Series(load.title(), list)));
    return series;
  }

  private LoadResult append(Load load, Duration length) throws IOException {
    return checks.appended(
        switch (load) {
          case APPEND_64 -> stage.append(stage.single(), 64, AppendPlan.RAMP, length);
          case APPEND_256 -> stage.append(stage.single(), 256, AppendPlan.RAMP, length);
          case NDJSON ->
              stage.append(
                  stage.ndjson(Load.NDJSON_EVENTS),
                  Load.NDJSON_CONNECTIONS,
                  AppendPlan.RAMP,
                  length);
          case INSERT -> throw new IllegalArgumentException("INSERT appends nothing to the log");
        });
  }

  private Steady steady(Map<Load, Series> series)
      throws IOException, SQLException, InterruptedException {
    Series peak = series.get(Load.APPEND_64);
    double rate = peak == null ? 0 : peak.perSecond() / 2;
    if (rate == 0) {
      throw new IOException("nothing was logged, so there is no rate to go on with");
    }
    awaitIndex();
    stage.postgres().checkpoint();
    Round afterCheckpoint = steady("after a checkpoint", rate);
    return new Steady(rate, steady("steady", rate), afterCheckpoint);
  }

  private Round steady(String when, double rate) throws IOException, SQLException {
    Used before = used();
    LoadResult result =
        checks.appended(stage.appendAtRate(64, rate, Duration.ofSeconds(3), plan.steady()));
    return told(when, "open loop, 64 connections, %.0f/s".formatted(rate), result, before);
  }

  /**
   * The loads whose rate should not depend on the size of the log, one short round each, in a
   * service that has just been started.
   */
  private Map<Load, Sized> growthRounds() throws IOException, SQLException {
    warmUpLogging10Thousand();
    Map<Load, Sized> rounds = new EnumMap<>(Load.class);
    for (Load load : List.of(Load.APPEND_64, Load.NDJSON)) {
      stage.postgres().checkpoint();
      long size = stage.log().treeSize();
      Used before = used();
      LoadResult result = append(load, plan.round().dividedBy(2));
      rounds.put(
          load,
          new Sized(size, told("at %,d entries".formatted(size), load.title(), result, before)));
    }
    return rounds;
  }

  /**
   * Warms up all steps of an append without many entries: most events are refused under the lock,
   * some 10 thousand are logged, in many small batches and some large ones.
   */
  private void warmUpLogging10Thousand() throws IOException {
    out.printf("warming up for %d s, logging little%n", plan.warmUp().toSeconds());
    Duration third = plan.warmUp().dividedBy(3);
    double perSecond = 6_000 / (third.toMillis() / 1e3);
    checks.appended(stage.append(stage.refused(), 64, AppendPlan.RAMP, third));
    checks.appended(stage.appendAtRate(64, perSecond, Duration.ZERO, third));
    checks.appended(
        stage.append(stage.ndjson(Load.NDJSON_EVENTS), 1, Duration.ZERO, Duration.ofMillis(100)));
    checks.appended(stage.append(stage.refused(), 64, AppendPlan.RAMP, third));
  }

  private List<Growth> growth(Map<Load, Sized> small, long size)
      throws IOException, SQLException, InterruptedException {
    while (stage.log().treeSize() < size) {
      if (append(Load.NDJSON, FILL_ROUND).confirmed() == 0) {
        throw new IOException("the log takes nothing in any more");
      }
      out.printf("filled to %,d entries%n", stage.log().treeSize());
    }
    stage.restartService();
    long behind = stage.log().notIndexed();
    out.printf(
        "the index was %,d entries behind after filling and restart, and came up in %d s%n",
        behind, awaitIndex());
    List<Growth> growth = new ArrayList<>();
    Map<Load, Sized> large = growthRounds();
    small.forEach(
        (load, before) -> {
          Sized after = large.get(load);
          if (after != null) {
            growth.add(new Growth(load, before, after));
          }
        });
    return growth;
  }

  /**
   * Entries in bulk come faster than the index files them; what it still has to do is not the next
   * round's.
   *
   * @return how many seconds it took
   */
  private long awaitIndex() throws SQLException, InterruptedException {
    long begun = System.nanoTime();
    while (stage.log().notIndexed() > 1000) {
      TimeUnit.MILLISECONDS.sleep(100);
    }
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
  }

  private static List<Judged> judge(Map<Load, Series> series, Steady steady, List<Growth> growth) {
    List<Judged> judged = new ArrayList<>(Requirements.ofRounds(series));
    judged.add(Requirements.LATENCY.of(steady.round().p99Millis()));
    for (Growth one : growth) {
      Requirement requirement =
          one.load() == Load.NDJSON ? Requirements.GROWTH_NDJSON : Requirements.GROWTH_64;
      judged.add(requirement.of(one.ratio()));
    }
    return judged;
  }

  private Map<String, String> bytes() throws SQLException {
    Map<String, String> bytes = new LinkedHashMap<>();
    bytes.put("request of one event", Integer.toString(stage.template().length()));
    bytes.put("row of the log", Integer.toString(stage.log().rowBytes()));
    bytes.put("row of the baseline", Integer.toString(LogTables.baselineRowBytes(baseline)));
    return bytes;
  }

  private static boolean isQuiet(Map<Load, Series> series) {
    List<Double> shares =
        series.values().stream()
            .flatMap(one -> one.rounds().stream())
            .map(Round::foreignShare)
            .toList();
    return Median.of(shares) < QUIET;
  }

  /** What had been used before a round. */
  private record Used(CpuTimes cpu, WalUse wal) {}

  private Used used() throws IOException, SQLException {
    return new Used(stage.cpu(), stage.postgres().wal());
  }

  private Round told(String when, String title, LoadResult result, Used before)
      throws IOException, SQLException {
    Round round =
        Round.of(
            result, stage.cpu().since(before.cpu()), stage.postgres().wal().since(before.wal()));
    out.printf(
        "%s: %s: %,.0f/s, p50 %.1f ms, p99 %.1f ms, WAL %,.0f bytes and %.2f images an entry, others %.0f %%%n",
        when,
        title,
        round.perSecond(),
        round.p50Millis(),
        round.p99Millis(),
        round.walBytes(),
        round.walImages(),
        round.foreignShare() * 100);
    return round;
  }
}
