package dev.tallystick.bench.stage;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import dev.tallystick.bench.load.HttpLoad;
import dev.tallystick.bench.load.RequestShape;
import dev.tallystick.bench.measure.LoadResult;
import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Everything that a measurement needs, running: the server, the token issuer, the service, its
 * witnesses, and the loads. Not thread-safe.
 */
public final class Stage implements AutoCloseable {
  private static final int POSTGRES_PORT = 19310;
  private static final int ISSUER_PORT = 19311;
  private static final int SERVICE_PORT = 19312;
  private static final int TOKENS = 32;
  private static final int PEOPLE = 250_000;

  private final ServiceProcess.Setup setup;
  private final Clock clock;
  private final PostgresServer postgres;
  private final Database logDatabase;
  private final TokenIssuer issuer;
  private final List<String> tokens;
  private final RequestTemplate template = RequestTemplate.consentGiven();
  private final Population population;
  private final Path policy;
  private final WitnessProcesses witnesses;
  private AuditProcess service;
  private long nextSeed = 1;
  private boolean closed;

  private Stage(
      ServiceProcess.Setup setup,
      Path verifier,
      Clock clock,
      PostgresServer postgres,
      TokenIssuer issuer,
      Population population)
      throws GeneralSecurityException, IOException, InterruptedException {
    this.population = population;
    this.setup = setup;
    this.clock = clock;
    this.postgres = postgres;
    this.logDatabase = postgres.createDatabase("audit");
    this.issuer = issuer;
    this.tokens = issuer.tokens(RequestTemplate.client(), "audit-service", TOKENS);
    this.policy = WitnessProcesses.writeFile(setup.folder());
    this.service = AuditProcess.start(setup, logDatabase, issuer.issuer(), policy);
    try {
      this.witnesses = WitnessProcesses.start(verifier, setup.folder(), service);
    } catch (IOException | InterruptedException | RuntimeException e) {
      service.close();
      throw e;
    }
  }

  /**
   * Starts everything, empty.
   *
   * @param folder for the server's and the service's files; what an earlier run left is deleted
   */
  public static Stage set(
      Path folder, Programs programs, List<String> jvmFlags, int walGigabytes, Clock clock)
      throws IOException, SQLException, GeneralSecurityException, InterruptedException {
    return set(folder, programs, jvmFlags, walGigabytes, clock, PEOPLE);
  }

  /**
   * Starts everything, empty.
   *
   * @param people of how many people events are
   */
  public static Stage set(
      Path folder,
      Programs programs,
      List<String> jvmFlags,
      int walGigabytes,
      Clock clock,
      int people)
      throws IOException, SQLException, GeneralSecurityException, InterruptedException {
    Path run = folder.resolve("run");
    Path data = run.resolve("postgres");
    Path binaries = folder.resolve("postgres-bin");
    if (Files.exists(data.resolve("data").resolve("postmaster.pid"))) {
      // An earlier run was killed, and its server may live on; the next start stops it.
      PostgresServer.start(data, binaries, POSTGRES_PORT, walGigabytes).close();
    }
    Folders.delete(run);
    Files.createDirectories(
        run, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PostgresServer postgres = PostgresServer.start(data, binaries, POSTGRES_PORT, walGigabytes);
    TokenIssuer issuer = null;
    try {
      postgres.warmWal();
      issuer = TokenIssuer.start(ISSUER_PORT, clock);
      Stage stage =
          new Stage(
              new ServiceProcess.Setup(programs.log(), jvmFlags, run, SERVICE_PORT),
              programs.verifier(),
              clock,
              postgres,
              issuer,
              new Population(people, 42));
      // Ctrl-C ends a run by no exception.
      Runtime.getRuntime().addShutdownHook(new Thread(stage::close, "stage"));
      return stage;
    } catch (Exception e) {
      if (issuer != null) {
        issuer.close();
      }
      postgres.close();
      throw e;
    }
  }

  /** A round of appends, as fast as they are answered. */
  public LoadResult append(RequestShape shape, int connections, Duration ramp, Duration length)
      throws IOException {
    try (HttpLoad load = open(shape, connections)) {
      return load.asFastAsAnswered(ramp, length);
    }
  }

  /** Single appends at a fixed rate. */
  public LoadResult appendAtRate(int connections, double perSecond, Duration ramp, Duration length)
      throws IOException {
    try (HttpLoad load = open(single(), connections)) {
      return load.atRate(perSecond, ramp, length);
    }
  }

  private HttpLoad open(RequestShape shape, int connections) throws IOException {
    EventFiller filler = new EventFiller(template, population, clock, nextSeed++);
    return HttpLoad.open(service.address(), shape, connections, tokens, filler);
  }

  /** One event a request. */
  public RequestShape single() {
    return RequestShape.single(template);
  }

  /** One event a request, which is refused. */
  public RequestShape refused() {
    return RequestShape.refused(RequestTemplate.consentOnMovedGuard());
  }

  /** Many events a request. */
  public RequestShape ndjson(int events) {
    return RequestShape.ndjson(template, events);
  }

  /** Stops the service and starts it again: the same log, a cold virtual machine. */
  public void restartService() throws IOException, InterruptedException {
    service.close();
    service = AuditProcess.start(setup, logDatabase, issuer.issuer(), policy);
  }

  /** Processor time used until now. */
  public CpuTimes cpu() throws IOException {
    return CpuTimes.read(service.pid(), postgres.pid());
  }

  /** A token of a service client that may append. */
  public String appender() {
    return tokens.get(0);
  }

  /** A token of the person with this subject token. */
  public String citizen(String subject) throws GeneralSecurityException {
    return issuer.citizen(subject);
  }

  /** The server that both sides write to. */
  public PostgresServer postgres() {
    return postgres;
  }

  /** The service's process. */
  public AuditProcess service() {
    return service;
  }

  /** What the log has stored. */
  public LogTables log() {
    return new LogTables(logDatabase);
  }

  /** The events' template, for a baseline that writes the same. */
  public RequestTemplate template() {
    return template;
  }

  /** The people that events are about. */
  public Population population() {
    return population;
  }

  /** Stops everything and deletes the data; the service's log file stays. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    witnesses.close();
    service.close();
    issuer.close();
    postgres.close();
    try {
      Folders.delete(setup.folder().resolve("postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException("the data of the run could not be deleted", e);
    }
  }
}
