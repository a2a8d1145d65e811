package dev.tallystick.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
  @Test
  void parse_readsWordsAndOptionsInAnyOrder() throws Exception {
    CommandLine line =
        CommandLine.parse(
            List.of(
                "--platform",
                "plum-market",
                "m.yaml",
                "--agreement",
                "agr_1",
                "f.csv",
                "--home",
                "h"));

    assertThat(line.mapping()).isEqualTo("m.yaml");
    assertThat(line.file()).isEqualTo(Path.of("f.csv"));
    assertThat(line.platform()).contains("plum-market");
    assertThat(line.agreement()).contains("agr_1");
    assertThat(line.dryRun()).isFalse();
    assertThat(line.home()).isEqualTo(Path.of("h"));
  }

  @Test
  void parse_needsAPlatformUnlessNothingIsSent() throws Exception {
    assertThat(CommandLine.parse(List.of("m", "f", "--dry-run")).platform()).isEmpty();
    assertThatThrownBy(() -> CommandLine.parse(List.of("m", "f")))
        .hasMessageContaining("--platform");
    assertThatThrownBy(() -> CommandLine.parse(List.of("m"))).hasMessageContaining("a file");
    assertThatThrownBy(() -> CommandLine.parse(List.of("m", "f", "--fast")))
        .hasMessageContaining("--fast");
    assertThatThrownBy(() -> CommandLine.parse(List.of("m", "f", "--platform")))
        .hasMessageContaining("needs a value");
  }
}
