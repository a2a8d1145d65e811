package dev.tallystick.system.replicas;

import dev.tallystick.bench.decision.Market;
import dev.tallystick.bench.stage.Folders;
import dev.tallystick.bench.stage.PostgresServer;
import dev.tallystick.bench.stage.ServiceProcess;
import dev.tallystick.bench.stage.TokenIssuer;
import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendClient;
import dev.tallystick.events.append.AppendSettings;
import dev.tallystick.postgres.Database;
import dev.tallystick.tlog.NoteVerifier;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;

/**
 * A real audit-service and two real consent-services on one database of their own, each in its
 * process, with a market in the log. No Keycloak: tokens come from an issuer of the test's.
 */
final class ReplicaStage implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);
  private static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "..")).toAbsolutePath().normalize();

  private final Path folder;

  /** How to stop what was started, the newest first. */
  private final Deque<Runnable> started = new ArrayDeque<>();

  private final PostgresServer postgres;
  private final TokenIssuer issuer;
  private final ServiceProcess audit;
  private final Database consents;
  private final Market market;
  private final List<ServiceProcess> replicas = new ArrayList<>();
  private final int[] ports = {freePort(), freePort()};
  private final NoteVerifier log;

  private ReplicaStage(Path folder) throws Exception {
    this.folder = folder;
    Folders.delete(folder);
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    try {
      postgres =
          PostgresServer.start(
              folder.resolve("postgres"), folder.resolve("postgres-bin"), freePort(), 1);
      started.push(postgres::close);
      issuer = TokenIssuer.start(freePort(), Clock.systemUTC());
      started.push(issuer::close);
      audit =
          ServiceProcess.start(
              "audit-service",
              new ServiceProcess.Setup(jar("audit-service"), flags(), folder, freePort()),
              postgres.createDatabase("audit"),
              issuer.issuer(),
              List.of(),
              START);
      started.push(audit::close);
      log = NoteVerifier.parse(audit.get("/log/vkey").body().strip());
      // Now that there is a log, which takes no event that is a minute old.
      market = new Market(Instant.now());
      try (AppendClient appender = appender("consent-service")) {
        for (Event event : market.events()) {
          var unused = appender.appendAndWait(event);
        }
      }
      consents = postgres.createDatabase("consent");
      // The first one migrates and makes the key that both sign with.
      replicas.add(startReplica(0));
      replicas.add(startReplica(1));
    } catch (Exception | Error e) {
      close();
      throw e;
    }
  }

  static ReplicaStage set(Path folder) throws Exception {
    return new ReplicaStage(folder);
  }

  private static Path jar(String service) {
    return ROOT.resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
  }

  private static List<String> flags() {
    return List.of("-Xms64m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** With a snapshot every few entries, so that starts after kills use them. */
  private ServiceProcess startReplica(int number) throws IOException, InterruptedException {
    return ServiceProcess.start(
        "consent-service",
        new ServiceProcess.Setup(jar("consent-service"), flags(), folder, ports[number]),
        consents,
        issuer.issuer(),
        List.of(
            "tallystick.audit.url=" + auditUrl(),
            "tallystick.snapshot.dir=" + folder.resolve("snapshots-" + number),
            "tallystick.snapshot.min-entries=40",
            "tallystick.snapshot.look-every=1s",
            "tallystick.state.forget-every=100",
            "tallystick.quota.appends.person=1000000",
            "tallystick.freeze.lifts-a-day=1000000",
            // Packs take turns at once, and often.
            "tallystick.approvals.notice=0S",
            "tallystick.approvals.acts-per-minute=100000"),
        START);
  }

  Market market() {
    return market;
  }

  TokenIssuer issuer() {
    return issuer;
  }

  URI auditUrl() {
    return URI.create("http://127.0.0.1:" + audit.address().getPort());
  }

  URI replicaUrl(int number) {
    return URI.create("http://127.0.0.1:" + ports[number]);
  }

  /** A client that appends as a service does. */
  AppendClient appender(String client) throws Exception {
    String token = issuer.tokens(client, "audit-service", 1).get(0);
    return new AppendClient(
        AppendSettings.of(URI.create(auditUrl() + "/v1/entries")), log, () -> token);
  }

  /** kill -9, and another start; returns when it is ready again. */
  void killAndRestart(int number) throws IOException, InterruptedException {
    replicas.get(number).kill();
    replicas.set(number, startReplica(number));
  }

  /** Whether a replica has written a snapshot. */
  boolean hasSnapshot() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.anyMatch(file -> file.toString().endsWith(".snapshot"));
    }
  }

  /** Whether a replica has ever begun with a snapshot, by its own words. */
  boolean hasRestored() throws IOException {
    for (int port : ports) {
      String said = Files.readString(folder.resolve("consent-service-" + port + ".log"));
      if (said.contains("The state begins with a snapshot")) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void close() {
    replicas.forEach(ServiceProcess::close);
    while (!started.isEmpty()) {
      started.pop().run();
    }
  }
}
