package dev.tallystick.importing.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example of {@code docs/import.md} does what the page says. */
class ImportPageTest {
  private static final Path PAGE =
      Path.of(System.getProperty("tallystick.root", "../.."), "docs", "import.md");

  @TempDir private Path folder;

  private static String block(String kind) throws Exception {
    var matcher =
        Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(matcher.find()).as("a block of %s", kind).isTrue();
    return matcher.group(1);
  }

  @Test
  void example_makesWhatThePageSays() throws Exception {
    FileLines made =
        FileLines.of(
            block("yaml").getBytes(StandardCharsets.UTF_8),
            folder,
            block("csv").getBytes(StandardCharsets.UTF_8));

    List<JsonObject> orders = made.of("SHOPPING.ORDER");
    assertThat(orders).hasSize(2);
    assertThat(FileLines.fields(orders.get(0))).contains("\"amount\":4990").contains("\"lines\":1");
    assertThat(made.of("SHOPPING.AGGREGATE")).hasSize(2);
    assertThat(FileLines.fields(made.of("SHOPPING.AGGREGATE").get(1)))
        .isEqualTo("{\"returnRate\":100,\"spendBand\":0}");
    assertThat(made.left())
        .containsEntry("SHOPPING.HEALTH", 1L)
        .containsEntry("PERSON_MISSING", 1L)
        .hasSize(2);
  }
}
