package dev.tallystick.audit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.audit.cosigning.TestWitness;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.postgres.Database;
import dev.tallystick.postgres.LocalPostgres;
import dev.tallystick.postgres.PostgresSettings;
import dev.tallystick.tlog.VerifierKey;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The drill of docs/operations/restore.md on what is delivered: the packaged service, a PostgreSQL
 * whose data directory is put back to yesterday's copy, and a witness that has cosigned since.
 */
@Tag("ci")
class RestoreDrillIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Replica replica;
  private ReplicaClient client;
  private PostgresSettings settings;
  private LocalPostgres server;
  private Database database;

  @Test
  @SuppressWarnings("NullAway") // set on the first lines
  void yesterdaysCopy_isNotSignedForAndTheNewestDatabaseServesAgain() throws Exception {
    Path kms = privateFolder("kms");
    settings = PostgresSettings.in(folder.resolve("postgres")).withPort(freePort());
    server = LocalPostgres.start(settings);
    database = server.createDatabase("log");
    try (TestWitness quay = new TestWitness("quay");
        LocalIssuer tokens = new LocalIssuer()) {
      Path witnesses =
          Files.writeString(folder.resolve("witnesses"), quay.line() + "quorum quay\n");
      String more = "tallystick.audit.witness-file=" + witnesses + "\n";
      replica = new Replica(freePort(), database, tokens.url(), kms, folder, more);
      client = new ReplicaClient(replica, tokens);
      try {
        drill(quay, kms);
      } finally {
        replica.close();
        server.close();
      }
    }
  }

  private void drill(TestWitness quay, Path kms) throws Exception {
    startService();
    quay.know(VerifierKey.parse(client.key()));
    String old = client.append();
    Receipt oldReceipt = client.receipt(old);
    awaitCosigned(quay);
    stopAll();
    Path data = folder.resolve("postgres/data");
    Path yesterday = folder.resolve("yesterday");
    copy(data, yesterday);

    startAll();
    client.append();
    String newest = client.append();
    awaitCosigned(quay);
    long signed = size();
    stopAll();
    Path today = folder.resolve("today");
    Files.move(data, today);

    copy(yesterday, data);
    server = LocalPostgres.start(settings);
    replica.start();
    assertNothingIsSigned("has been signed", signed);
    // The key folder was put back with the database: no mark is left, the witness is.
    replica.kill();
    loseMarks(kms);
    replica.start();
    assertNothingIsSigned("has been cosigned, as witness quay says", signed);

    // The way back: find the newest database, see that it has the size, put it in place, start.
    stopAll();
    remove(data);
    Files.move(today, data);
    server = LocalPostgres.start(settings);
    assertThat(size()).isGreaterThanOrEqualTo(signed);
    startService();

    assertThat(client.metric("tallystick_log_signing")).isEqualTo("1.0");
    assertThat(client.receipt(old).index()).isEqualTo(oldReceipt.index());
    assertThat(client.receipt(newest).index()).isGreaterThan(oldReceipt.index());
    String afterwards = client.append();
    assertThat(client.receipt(afterwards).index()).isGreaterThanOrEqualTo(signed);
    // It cosigns what extends everything that it has cosigned before, and nothing else.
    awaitCosigned(quay);
    assertThat(quay.size(origin())).isGreaterThan(signed);
  }

  private void assertNothingIsSigned(String reason, long signed) throws Exception {
    await("the refusal in its health")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> replica.readiness(), answer -> answer.body().contains(reason));
    HttpResponse<String> health = replica.readiness();
    assertThat(health.statusCode()).isEqualTo(503);
    assertThat(health.body()).contains("restore the newer database");
    long restored = size();
    assertThat(restored).isLessThan(signed);
    HttpResponse<String> append = client.tryToAppend();
    assertThat(append.statusCode()).as(append.body()).isEqualTo(503);
    assertThat(append.body()).contains("LOG_UNAVAILABLE");
    assertThat(client.metric("tallystick_log_signing")).isEqualTo("0.0");
    assertThat(size()).as("nothing was written").isEqualTo(restored);
    // What was published before, at most.
    String published =
        client.get("/log/checkpoint", "").body().lines().skip(1).findFirst().orElse("0");
    assertThat(Long.parseLong(published)).isLessThanOrEqualTo(restored);
  }

  private void startService() throws IOException {
    replica.start();
    replica.awaitReady();
  }

  private void startAll() throws IOException {
    server = LocalPostgres.start(settings);
    startService();
  }

  private void stopAll() throws InterruptedException {
    replica.kill();
    server.close();
  }

  private String origin() throws Exception {
    return client.get("/log/checkpoint", "").body().lines().findFirst().orElseThrow();
  }

  private void awaitCosigned(TestWitness quay) {
    await("the witness has everything")
        .atMost(LIMIT)
        .ignoreExceptions()
        .until(() -> quay.size(origin()) >= size());
  }

  /** As the page asks the database. */
  private long size() throws Exception {
    try (Connection app = database.connectAsApp();
        Statement statement = app.createStatement();
        ResultSet row = statement.executeQuery("select tree_size from log_state")) {
      row.next();
      return row.getLong(1);
    }
  }

  private static void loseMarks(Path kms) throws IOException {
    try (Stream<Path> files = Files.list(kms)) {
      List<Path> marks = files.filter(file -> file.toString().endsWith(".signed")).toList();
      assertThat(marks).isNotEmpty();
      for (Path mark : marks) {
        Files.delete(mark);
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (Path each : all.toList()) {
        Path target = to.resolve(from.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectory(
              target,
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
          Files.copy(each, target);
        }
      }
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
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
