package dev.tallystick.vault.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.vault.category.PackCatalogues;
import dev.tallystick.vault.schema.ContentSchemas;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The lines of {@code docs/spec/records.md}, judged by the pack that is shipped. */
class SpecLinesTest {
  @Test
  void lines_areJudgedAsThePageSays() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "spec", "records.md");
    List<String> lines =
        Files.readAllLines(page).stream()
            .dropWhile(line -> !line.equals("```json"))
            .skip(1)
            .takeWhile(line -> !line.equals("```"))
            .toList();
    LineCheck check =
        new LineCheck(
            PackCatalogues.of(ShippedPacks.get("cn-2022")),
            ContentSchemas.shipped(),
            "mall-east",
            Instant.parse("2026-03-02T03:30:00Z"));

    List<LineOutcome> outcomes =
        lines.stream().map(line -> check.check(1, line.getBytes(StandardCharsets.UTF_8))).toList();

    assertThat(outcomes.get(0)).isInstanceOf(LineOutcome.Admitted.class);
    assertThat(outcomes.get(1)).isInstanceOf(LineOutcome.Admitted.class);
    assertThat(((LineOutcome.Refused) outcomes.get(2)).code()).isEqualTo("CATEGORY_PROHIBITED");
  }
}
