package dev.tallystick.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.state.RunState.Part;
import dev.tallystick.local.state.RunState.Phase;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStateTest {
  @TempDir Path temp;

  @Test
  void update_replacesAPartAndKeepsTheOthers() {
    Path file = temp.resolve("parts");
    RunState state = new RunState(file);
    Part postgres = new Part("postgres", Phase.HEALTHY, 15432, 17, 0);
    Part vault = new Part("data-vault", Phase.RESTARTING, 8082, 0, 3);

    state.update(postgres);
    state.update(new Part("data-vault", Phase.STARTING, 8082, 18, 2));
    state.update(vault);

    assertThat(RunState.read(file)).containsExactly(postgres, vault);
  }

  @Test
  void read_withoutAFileFindsNothing() {
    assertThat(RunState.read(temp.resolve("parts"))).isEmpty();
  }
}
