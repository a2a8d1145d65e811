package dev.tallystick.importing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the command ends, by its exit code. */
class ImportMainTest {
  private static final String MAPPING =
      """
      mapping: shop
      file: {format: csv}
      currency: EUR
      person: {scheme: CUSTOMER_NO, value: {column: who}}
      source: orders
      basis: {kind: CONTRACT, ref: t-1}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: when, pattern: "uuuu-MM-dd"}
          fields:
            amount: {column: amount, as: minor}
      """;

  @TempDir Path folder;

  @BeforeEach
  void mapping() throws Exception {
    Files.writeString(folder.resolve("m.yaml"), MAPPING);
  }

  private int dryRun(String... rows) throws Exception {
    String file = "who,when,amount\n" + String.join("\n", rows);
    Files.write(folder.resolve("f.csv"), file.getBytes(UTF_8));
    return run("--dry-run");
  }

  private int run(String... more) {
    List<String> line =
        new ArrayList<>(
            List.of(
                folder.resolve("m.yaml").toString(),
                folder.resolve("f.csv").toString(),
                "--home",
                folder.resolve("none").toString()));
    line.addAll(List.of(more));
    return ImportMain.run(line);
  }

  @Test
  void exitCode_tellsWhetherAllSomeOrNothingIsKept() throws Exception {
    assertThat(dryRun("1,2026-02-03,1.00")).isEqualTo(0);
    assertThat(dryRun("1,2026-02-03,1.00", "2,2026-02-03,one")).isEqualTo(1);
    assertThat(dryRun("1,2026-02-03,one")).isEqualTo(2);
    assertThat(dryRun()).isEqualTo(2);
  }

  @Test
  void mistakeOfTheCaller_isTwo() throws Exception {
    assertThat(dryRun("1,2026-02-03,1.00")).isEqualTo(0);
    assertThat(run("--dry-runn")).isEqualTo(2);
    assertThat(run("--platform", "plum-market")).as("no suite there").isEqualTo(2);
    Files.delete(folder.resolve("f.csv"));
    assertThat(run("--dry-run")).isEqualTo(2);
  }
}
