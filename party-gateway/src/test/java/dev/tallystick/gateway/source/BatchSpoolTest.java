package dev.tallystick.gateway.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A batch is there as a whole or not at all, wherever a crash comes. */
class BatchSpoolTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @TempDir Path folder;

  private static JsonObject mark(String mark) {
    return JsonObject.builder().put("mark", mark).build();
  }

  private static void write(BatchSpool spool, String... rows) throws IOException {
    try (BatchSpool.Draft draft = spool.begin()) {
      for (String row : rows) {
        draft.add(row.getBytes(UTF_8), mark(row));
      }
      draft.finish();
    }
  }

  private List<String> work() throws IOException {
    try (Stream<Path> inside = Files.list(folder.resolve("work"))) {
      return inside.map(file -> file.getFileName().toString()).toList();
    }
  }

  @Test
  void batch_isFoundWithThePlaceOfEachRow() throws IOException {
    BatchSpool spool = new BatchSpool(folder, "query");
    write(spool, "{}", "[]");

    BatchSpool.Batch found = new BatchSpool(folder, "query").find().orElseThrow();

    assertThat(Files.readAllLines(found.rows())).containsExactly("{}", "[]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(found.rows())))
        .isEqualTo("rw-------");
    assertThat(found.place(2)).isEqualTo(mark("[]")).isEqualTo(found.last());
    assertThat(found.place(0)).as("a line of no row").isEqualTo(JsonObject.EMPTY);
    assertThat(new BatchSpool(folder, "topic").find()).as("another source's").isEmpty();
  }

  @Test
  void draftThatIsNotFinished_isNoBatch_andGoes() throws IOException {
    BatchSpool spool = new BatchSpool(folder, "query");
    try (BatchSpool.Draft draft = spool.begin()) {
      draft.add("{}".getBytes(UTF_8), mark("1"));
    }
    assertThat(work()).isEmpty();
    // A process that was killed leaves it.
    Files.writeString(folder.resolve("work/query-rows.tmp"), "{}");
    Files.writeString(folder.resolve("work/query-places.tmp"), "");
    assertThat(spool.find()).isEmpty();

    write(spool, "[]");

    assertThat(work()).hasSize(2).noneMatch(name -> name.endsWith(".tmp"));
  }

  @Test
  void placesWithoutRows_areOfABatchThatNeverWas() throws IOException {
    BatchSpool spool = new BatchSpool(folder, "query");
    write(spool, "{}");
    Files.delete(spool.find().orElseThrow().rows());

    spool.endMoves(NOW);

    assertThat(work()).isEmpty();
  }

  @Test
  void resultsOfABatchThatIsDone_arePutAside_alsoAfterACrash() throws IOException {
    BatchSpool spool = new BatchSpool(folder, "query");
    write(spool, "{}");
    BatchSpool.Batch batch = spool.find().orElseThrow();
    Files.writeString(batch.results(), "told");
    spool.endMoves(NOW);
    assertThat(batch.results()).as("it is on its way").exists();

    Files.delete(batch.rows());
    spool.endMoves(NOW);

    assertThat(work()).isEmpty();
    assertThat(folder.resolve("done/2026-03-01/" + batch.name() + ".results.ndjson"))
        .hasContent("told");
  }
}
