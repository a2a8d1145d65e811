package dev.tallystick.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.gateway.scripted.PartySuiteResource;
import dev.tallystick.gateway.scripted.ScriptedSuite;
import dev.tallystick.gateway.scripted.WatchedFolderResource;
import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.RealmTokens;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A platform's folder: what is put in is deposited, once, and each line has its result. */
@QuarkusTest
@WithTestResource(PostgresResource.class)
@WithTestResource(PartySuiteResource.class)
@WithTestResource(WatchedFolderResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class FolderTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String HEAD = "customer,day,shop,amount\n";

  @SuppressWarnings("NullAway.Init") // Given by the test resource.
  ScriptedSuite suite;

  @BeforeEach
  void begin() throws IOException {
    suite.reset();
    OwnSystem.enrol();
    Files.createDirectories(dir().resolve("in"));
  }

  private static Path dir() {
    return Path.of(ConfigProvider.getConfig().getValue("tallystick.folder.dir", String.class));
  }

  /** A file of so many rows; each shop stands once. */
  private static String rows(String shop, int count) {
    StringBuilder rows = new StringBuilder(HEAD);
    for (int i = 0; i < count; i++) {
      rows.append("C-").append(i).append(",2026-03-01,").append(shop).append(",12.50\n");
    }
    return rows.toString();
  }

  private static void put(String name, String content) throws IOException {
    Path part = dir().resolve("in").resolve(name + ".part");
    Files.writeString(part, content);
    Files.move(part, dir().resolve("in").resolve(name));
  }

  private static List<String> awaitResults(String folder, String name) throws IOException {
    Path results = dir().resolve(folder).resolve(name + ".results.ndjson");
    await().atMost(PATIENCE).until(() -> Files.exists(results));
    assertThat(dir().resolve("in").resolve(name)).doesNotExist();
    assertThat(dir().resolve(folder).resolve(name)).exists();
    return Files.readAllLines(results);
  }

  @Test
  void file_isDeposited_andEachLineHasItsResult() throws IOException {
    put("a.csv", rows("north", 3) + "C-9,not-a-day,north,1.00\n");

    List<String> results = awaitResults("done", "a.csv");

    assertThat(results).filteredOn(line -> line.contains("STORED")).hasSize(3);
    assertThat(results)
        .filteredOn(line -> line.contains("REFUSED"))
        .singleElement()
        .asString()
        .contains("\"at\":5");
    assertThat(String.join("", results)).doesNotContain("C-1").doesNotContain("not-a-day");
    given()
        .auth()
        .oauth2(new RealmTokens("party-gateway").ofParty("platform", "party-1"))
        .get("/v1/files")
        .then()
        .statusCode(200);
  }

  @Test
  void fileThatStillGrows_isNotRead() throws IOException {
    Path file = dir().resolve("in").resolve("grows.csv");
    Files.writeString(file, rows("growing", 1));
    for (int i = 0; i < 10; i++) {
      int more = i;
      await()
          .pollDelay(Duration.ofMillis(150))
          .until(
              () -> {
                Files.writeString(
                    file, "D-" + more + ",2026-03-01,growing,1.00\n", StandardOpenOption.APPEND);
                return true;
              });
      assertThat(file).exists();
    }

    List<String> results = awaitResults("done", "grows.csv");

    assertThat(results).filteredOn(line -> line.contains("STORED")).hasSize(11);
  }

  @Test
  void fileThatWasCutShort_goesOnAtTheFirstChunkWithoutAReceipt() throws IOException {
    int before = suite.intake().offsets().size();
    suite.intake().goAwayBehind(5_000);

    put("long.csv", rows("long", 6_000));
    // The first chunk counts, and the second one is not taken.
    await().atMost(PATIENCE).until(() -> suite.intake().refusals() > 0);
    Path working = dir().resolve("work").resolve("long.csv.results.ndjson");
    // As a kill would leave it: a line that is torn, and one of a chunk that does not count.
    Files.writeString(
        working, "{\"line\":5001,\"result\":\"STORED\"}\n{\"li", StandardOpenOption.APPEND);
    suite.intake().goAwayBehind(-1);

    List<String> results = awaitResults("done", "long.csv");

    assertThat(results).filteredOn(line -> line.contains("STORED")).hasSize(6_000);
    assertThat(results).doesNotHaveDuplicates();
    List<Long> sent = suite.intake().offsets();
    assertThat(sent.subList(before, sent.size())).containsExactly(0L, 5_000L);
  }

  /** Signed at the vault and not logged yet: the file waits, however long that takes. */
  @Test
  void chunkThatIsSignedAndNotLogged_isAwaited_andItsResultsAreToldOnce() throws IOException {
    suite.intake().holdUp();
    put("held.csv", rows("held", 3));

    // One round has eight tries.
    await().atMost(Duration.ofMinutes(2)).until(() -> suite.intake().heldRefusals() > 8);
    assertThat(dir().resolve("in").resolve("held.csv")).exists();
    suite.intake().letGo();

    List<String> results = awaitResults("done", "held.csv");
    assertThat(results).hasSize(3).doesNotHaveDuplicates();
  }

  @Test
  void fileThatCannotBeDepositedNow_keepsNoOtherBack() throws IOException {
    Path inTheWay = dir().resolve("work").resolve("a-stuck.csv.results.ndjson");
    Files.createDirectories(inTheWay);
    put("a-stuck.csv", rows("stuck", 1));
    put("b-free.csv", rows("free", 1));

    List<String> free = awaitResults("done", "b-free.csv");
    assertThat(free).hasSize(1);
    assertThat(dir().resolve("in").resolve("a-stuck.csv")).exists();
    Files.delete(inTheWay);

    assertThat(awaitResults("done", "a-stuck.csv")).hasSize(1);
  }

  @Test
  void linkToAFileElsewhere_isNotRead() throws IOException {
    Path elsewhere = Files.writeString(dir().resolve("elsewhere.csv"), rows("elsewhere", 1));
    Path link = Files.createSymbolicLink(dir().resolve("in").resolve("a-link.csv"), elsewhere);
    put("b-file.csv", rows("beside", 1));

    assertThat(awaitResults("done", "b-file.csv")).hasSize(1);
    assertThat(link).exists();
    assertThat(dir().resolve("done").resolve("a-link.csv")).doesNotExist();
    Files.delete(link);
  }

  @Test
  void fileOfANameThatWasThereBefore_leavesTheEarlierOneAndItsResults() throws IOException {
    put("daily.csv", rows("monday", 2));
    assertThat(awaitResults("done", "daily.csv")).hasSize(2);
    put("daily.csv", rows("tuesday", 3));

    await()
        .atMost(PATIENCE)
        .until(() -> named("[0-9]+-daily[.]csv").size() == 1 && !isWaiting("daily.csv"));

    assertThat(awaitResults("done", "daily.csv")).hasSize(3);
    Path earlier = named("[0-9]+-daily[.]csv[.]results[.]ndjson").get(0);
    assertThat(Files.readAllLines(earlier)).hasSize(2);
  }

  private static boolean isWaiting(String name) {
    return Files.exists(dir().resolve("in").resolve(name))
        || Files.exists(dir().resolve("work").resolve(name + ".results.ndjson"));
  }

  private static List<Path> named(String pattern) throws IOException {
    try (Stream<Path> done = Files.list(dir().resolve("done"))) {
      return done.filter(file -> file.getFileName().toString().matches(pattern)).toList();
    }
  }

  @Test
  void fileThatCannotBeRead_goesToFailed() throws IOException {
    put("strange.csv", "nothing,of,this\n1,2,3\n");

    await().atMost(PATIENCE).until(() -> Files.exists(dir().resolve("failed/strange.csv")));
  }
}
