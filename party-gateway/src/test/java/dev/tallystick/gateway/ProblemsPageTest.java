package dev.tallystick.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.gateway.problem.GatewayProblemCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/problems.md} lists exactly the refusals that this gateway has of its own. */
class ProblemsPageTest {
  private static final Pattern ROW = Pattern.compile("\\| `([A-Z_]+)` \\| ([0-9]{3}) \\|.*");

  @Test
  void page_listsTheCodesOfTheGateway() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (GatewayProblemCode code : GatewayProblemCode.values()) {
      expected.put(code.name(), Integer.toString(code.status()));
    }
    Map<String, String> listed = new TreeMap<>();
    section()
        .forEach(
            line ->
                ROW.matcher(line)
                    .results()
                    .forEach(found -> listed.put(found.group(1), found.group(2))));

    assertThat(listed).isNotEmpty().isEqualTo(expected);
  }

  private static List<String> section() throws IOException {
    Path page = Path.of(System.getProperty("tallystick.root"), "docs", "problems.md");
    return Files.readAllLines(page).stream()
        .dropWhile(line -> !line.equals("## party-gateway"))
        .skip(1)
        .takeWhile(line -> !line.startsWith("## "))
        .toList();
  }
}
