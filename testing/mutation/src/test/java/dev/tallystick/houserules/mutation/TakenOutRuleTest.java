package dev.tallystick.houserules.mutation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TakenOutRuleTest {
  @AfterEach
  void putBack() {
    TakenOutRule.putBack();
  }

  @Test
  void call_findsNothingOnlyWhileItsRuleIsTakenOut() throws Exception {
    assertThat(TakenOutRule.call("R33", Optional.class, () -> Optional.of("refused")))
        .isEqualTo(Optional.of("refused"));

    TakenOutRule.take("R33");

    assertThat(TakenOutRule.id()).contains("R33");
    assertThat(TakenOutRule.call("R33", Optional.class, () -> Optional.of("refused")))
        .isEqualTo(Optional.empty());
    assertThat(TakenOutRule.call("R34", boolean.class, () -> true)).isEqualTo(true);
    assertThat(TakenOutRule.call("R33", void.class, () -> "done")).isNull();
  }

  @Test
  void list_isReadAsItWasWritten(@TempDir Path module) throws Exception {
    Files.createDirectories(module.resolve("src/test"));
    RuleTests written = RuleTests.of(module);
    written.note("R33", "dev.tallystick.ATest", "r33_a", true);
    written.note("R34", "dev.tallystick.BTest", "r34_b", true);
    written.note("R34", "dev.tallystick.BTest", "r34_c", false);

    RuleTests read = RuleTests.of(module);

    assertThat(read.byRule().keySet()).containsExactly("R33", "R34");
    assertThat(read.ruleOf("dev.tallystick.ATest", "r33_a")).contains("R33");
    assertThat(read.ruleOf("dev.tallystick.BTest", "r34_c")).isEmpty();
    assertThat(Files.readString(module.resolve("src/test/rules-taken-out.txt")))
        .contains("\ndev/tallystick/ATest.java\n# R33 r33_a\n");
    read.note("R33", "dev.tallystick.ATest", "r33_a", false);
    assertThat(RuleTests.of(module).byRule().keySet()).containsExactly("R34");
  }
}
