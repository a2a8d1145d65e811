package dev.tallystick.bench.decision;

import dev.tallystick.bench.inquiry.QuestionLoad;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.bench.stage.Folders;
import dev.tallystick.bench.stage.Jcmd;
import dev.tallystick.bench.stage.Machine;
import dev.tallystick.bench.stage.PostgresServer;
import dev.tallystick.bench.stage.ServiceProcess;
import dev.tallystick.bench.stage.SourceRevision;
import dev.tallystick.bench.stage.TokenIssuer;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Starts consent-service on a made-up log, once without and once with a snapshot, and asks it. */
public final class DecisionCommand {
  private static final int POSTGRES_PORT = 19320;
  private static final int ISSUER_PORT = 19321;
  private static final int SERVICE_PORT = 19322;
  private static final int TOKENS = 32;
  private static final int THREADS = 8;
  private static final double RATE = 50;
  private static final long KILO = 1024;
  private static final Duration RAMP = Duration.ofSeconds(2);

  private final Path root;
  private final List<String> jvmFlags;
  private final Clock clock;
  private final PrintStream out;

  /**
   * A command of the checkout at {@code root}.
   *
   * @param jvmFlags flags of the service's virtual machine
   */
  public DecisionCommand(Path root, List<String> jvmFlags, Clock clock, PrintStream out) {
    this.root = root;
    this.jvmFlags = List.copyOf(jvmFlags);
    this.clock = clock;
    this.out = out;
  }

  /**
   * Measures with so many persons and consents.
   *
   * @param length how long questions are asked, after as long a warm-up
   * @return 0; 1 if a question was not answered with a permit
   */
  public int run(long subjects, long consents, Duration length) throws Exception {
    Crowd crowd = new Crowd(subjects, consents);
    Market market = new Market(clock.instant());
    Path run = root.resolve(".tallystick/bench/decisions");
    Folders.delete(run);
    Files.createDirectories(
        run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    out.printf("commit %s, load average %.2f%n", SourceRevision.of(root), Machine.loadAverage());
    Machine.facts().forEach((name, fact) -> out.printf("%s: %s%n", name, fact));
    out.printf("%,d persons, %,d consents, service with %s%n", subjects, consents, jvmFlags);
    Path binaries = root.resolve(".tallystick/bench/postgres-bin");
    try (PostgresServer postgres =
            PostgresServer.start(run.resolve("postgres"), binaries, POSTGRES_PORT, 1);
        TokenIssuer issuer = TokenIssuer.start(ISSUER_PORT, clock);
        MadeUpLog log = MadeUpLog.start(market, crowd, clock)) {
      Database database = postgres.createDatabase("consent");
      Runner runner = new Runner(run, database, issuer, log);
      try (ServiceProcess service = runner.start("without a snapshot")) {
        awaitSnapshot(run.resolve("snapshots"));
        tellMemory(service);
      }
      try (ServiceProcess service = runner.start("with the snapshot")) {
        URI target =
            URI.create("http://127.0.0.1:" + service.address().getPort() + "/v1/decisions");
        List<String> tokens = issuer.tokens("data-vault", "consent-service", TOKENS);
        QuestionLoad load =
            new QuestionLoad(new SupplyQuestion(target, tokens, market, crowd, clock));
        LoadResult warm = load.asFastAsAnswered(THREADS, RAMP, length);
        LoadResult peak = load.asFastAsAnswered(THREADS, RAMP, length);
        LoadResult steady = load.atRate(RATE, THREADS, RAMP, length);
        tell("warming up", warm);
        tell("as fast as answered, " + THREADS + " callers", peak);
        tell("at %.0f a second".formatted(RATE), steady);
        tellMemory(service);
        return warm.failures().and(peak.failures()).and(steady.failures()).count() == 0 ? 0 : 1;
      }
    }
  }

  /** What both starts have in common. */
  private final class Runner {
    private final Path run;
    private final Database database;
    private final TokenIssuer issuer;
    private final MadeUpLog log;

    Runner(Path run, Database database, TokenIssuer issuer, MadeUpLog log) {
      this.run = run;
      this.database = database;
      this.issuer = issuer;
      this.log = log;
    }

    ServiceProcess start(String how) throws IOException, InterruptedException {
      Path jar = root.resolve("consent-service/target/quarkus-app/quarkus-run.jar");
      MadeUpLog.Told unused = log.told();
      long begun = System.nanoTime();
      ServiceProcess service =
          ServiceProcess.start(
              "consent-service",
              new ServiceProcess.Setup(jar, jvmFlags, run, SERVICE_PORT),
              database,
              issuer.issuer(),
              List.of(
                  "tallystick.audit.url=" + log.url(),
                  "tallystick.snapshot.dir=" + run.resolve("snapshots"),
                  "tallystick.snapshot.look-every=2s",
                  "tallystick.snapshot.min-entries=" + Math.max(1, log.size() / 2)),
              Duration.ofHours(2));
      double seconds = (System.nanoTime() - begun) / 1e9;
      MadeUpLog.Told read = log.told();
      out.printf(
          "start %s: ready after %.1f s; read %,d entries of the feed in %.1f s%n",
          how, seconds, read.entries(), read.seconds());
      return service;
    }
  }

  private void awaitSnapshot(Path folder) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    while (true) {
      if (Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.list(folder)) {
          Path file =
              files.filter(f -> f.toString().endsWith(".snapshot")).findFirst().orElse(null);
          if (file != null) {
            out.printf(
                "a snapshot of %,d bytes was there %.1f s later%n",
                Files.size(file), (System.nanoTime() - begun) / 1e9);
            return;
          }
        }
      }
      if (System.nanoTime() - begun > Duration.ofMinutes(10).toNanos()) {
        throw new IOException("no snapshot was written; see the service's log");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private void tell(String what, LoadResult result) {
    out.printf(
        "%s: %.0f a second, p50 %.1f ms, p99 %.1f ms, %d failed %s%n",
        what,
        result.perSecond(),
        result.latencies().percentileMillis(50),
        result.latencies().percentileMillis(99),
        result.failures().count(),
        result.failures().first());
  }

  /** What lives on the heap after a full collection, as the virtual machine itself counts it. */
  private void tellMemory(ServiceProcess service) throws IOException, InterruptedException {
    out.printf("heap after a collection: %d kB%n", new Jcmd(service.pid()).liveBytes() / KILO);
  }
}
