package dev.tallystick.audit.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of docs/operations/failover.md: the machine of the log's database is lost under
 * traffic, and {@code deploy/failover} makes its standby the primary.
 */
@Tag("ci")
class FailOverScriptIT {
  private static final Path SCRIPT =
      Path.of(System.getProperty("tallystick.root", "..")).resolve("deploy/failover");
  private static final Duration NEXT_RECEIPT = Duration.ofSeconds(10);
  private static final int WRITERS = 3;

  @TempDir private Path folder;
  private LocalPostgres primary;
  private Database database;
  private StandbyServer standby;

  @BeforeEach
  void startServers() throws Exception {
    assumeTrue(
        Stream.of(System.getenv("PATH").split(":", -1))
            .anyMatch(path -> Files.isExecutable(Path.of(path, "psql"))),
        "psql is missing (Debian's package postgresql-client); the fail-over script is not run");
    primary = LocalPostgres.start(PostgresSettings.in(folder.resolve("a")).withPort(freePort()));
    database = primary.createDatabase("log");
    standby =
        StandbyServer.follow(primary, folder.resolve("a/data"), folder.resolve("b"), freePort());
  }

  @AfterEach
  void stopServers() {
    if (standby != null) {
      standby.close();
    }
    if (primary != null) {
      primary.close();
    }
  }

  @Test
  void lostPrimary_losesNoConfirmedEntry_andTheNextReceiptComesWithinTenSeconds() throws Exception {
    try (LocalIssuer tokens = new LocalIssuer()) {
      Replica replica =
          new Replica(
              freePort(),
              database,
              tokens.url(),
              privateFolder("kms"),
              folder,
              "quarkus.datasource.jdbc.url=jdbc:postgresql://127.0.0.1:%d,127.0.0.1:%d/log?targetServerType=primary&hostRecheckSeconds=0&connectTimeout=2%n"
                  .formatted(primary.port(), standby.port()));
      try (replica) {
        replica.start();
        replica.awaitReady();
        ReplicaClient client = new ReplicaClient(replica, tokens);
        List<String> confirmed = Collections.synchronizedList(new ArrayList<>());
        AtomicBoolean stop = new AtomicBoolean();
        List<Thread> writers = write(client, confirmed, stop);
        await().atMost(60, TimeUnit.SECONDS).until(() -> confirmed.size() > 30);

        standby.killPrimary();
        long killed = System.nanoTime();
        // What was answered before the kill is in the list; what comes now comes from the other.
        Said said = failOver("true");
        int before = confirmed.size();
        await().atMost(60, TimeUnit.SECONDS).until(() -> confirmed.size() > before);
        Duration outage = Duration.ofNanos(System.nanoTime() - killed);
        await().atMost(60, TimeUnit.SECONDS).until(() -> confirmed.size() > before + 30);
        stop.set(true);
        for (Thread writer : writers) {
          writer.join();
        }

        assertThat(said.code).as(said.text).isZero();
        assertThat(said.text).contains("promoted at", "timeline 2", "no standby is waited for");
        System.out.println("next receipt " + outage.toMillis() + " ms after the kill");
        assertThat(outage).isLessThan(NEXT_RECEIPT);
        assertAllAreThere(client, confirmed);
      }
    }
  }

  private static List<Thread> write(
      ReplicaClient client, List<String> confirmed, AtomicBoolean stop) {
    List<Thread> writers = new ArrayList<>();
    for (int i = 0; i < WRITERS; i++) {
      Thread writer =
          new Thread(
              () -> {
                while (!stop.get()) {
                  try {
                    client.appendIfItCan().ifPresent(confirmed::add);
                  } catch (Exception e) {
                    // Not confirmed; a producer would send it again.
                    Thread.onSpinWait();
                  }
                }
              });
      writer.start();
      writers.add(writer);
    }
    return writers;
  }

  private static void assertAllAreThere(ReplicaClient client, List<String> confirmed)
      throws Exception {
    Set<Long> places = new HashSet<>();
    for (String event : List.copyOf(confirmed)) {
      Receipt receipt = client.receipt(event);
      assertThat(places.add(receipt.index())).as("a place of its own").isTrue();
    }
  }

  @Test
  void script_promotesNothingWithoutAFence_norWhereThereIsNoStandby() throws Exception {
    assertThat(run("--standby", to(standby.port())).text).contains("without --fence");
    Said failed = failOver("exit 3");
    assertThat(failed.code).isOne();
    assertThat(failed.text).contains("the fence failed", "nothing is promoted");
    try (Connection other = standby.connect()) {
      assertThat(StandbyServer.text(other, "select pg_is_in_recovery()")).isEqualTo("t");
    }
    Said wrong = run("--standby", to(primary.port()), "--fence", "true");
    assertThat(wrong.code).isOne();
    assertThat(wrong.text).contains("this server is no standby");
    assertThat(run("--standby", to(freePort()), "--fence", "true").text)
        .contains("the standby does not answer");
    assertThat(run("--standby", to(standby.port()), "--fence", "true", "--next", "x') --").text)
        .contains("letters, digits");
  }

  @Test
  void fence_comesBeforeThePromotion_andTheNextStandbyIsWaitedFor() throws Exception {
    Path seen = folder.resolve("seen");
    standby.killPrimary();
    Said said =
        run(
            "--standby",
            to(standby.port()),
            "--fence",
            "psql -XtAq '" + to(standby.port()) + "' -c 'select pg_is_in_recovery()' >" + seen,
            "--next",
            "c");

    assertThat(said.code).as(said.text).isZero();
    assertThat(Files.readString(seen).strip()).as("a standby while the fence fell").isEqualTo("t");
    try (Connection promoted = standby.connect()) {
      await()
          .atMost(30, TimeUnit.SECONDS)
          .until(
              () ->
                  StandbyServer.text(promoted, "show synchronous_standby_names")
                      .equals("FIRST 1 (c)"));
    }
  }

  private Said failOver(String fence) throws Exception {
    return run("--standby", to(standby.port()), "--fence", fence);
  }

  private String to(int port) {
    return "host=127.0.0.1 port=" + port + " dbname=postgres user=" + primary.superuser().role();
  }

  private record Said(int code, String text) {}

  private Said run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
    command.addAll(List.of(words));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("PGPASSWORD", primary.superuser().password());
    builder.environment().put("PGCONNECT_TIMEOUT", "5");
    Process process = builder.start();
    process.getOutputStream().close();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Said(process.waitFor(), text);
  }

  private Path privateFolder(String name) throws IOException {
    return Files.createDirectory(
        folder.resolve(name),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
