package dev.tallystick.audit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LogHeadTest {
  private final LogHead head = new LogHead();

  private static LogState state(int size, int history) {
    Frontier frontier = Frontier.EMPTY;
    for (int i = 0; i < size; i++) {
      frontier = frontier.append(Hash.sha256(new byte[] {(byte) history, (byte) i}));
    }
    return new LogState(frontier, 0);
  }

  @Test
  void read_ofAStateThatIsOvertakenMeanwhileIsNoContradiction() {
    head.reached(state(3, 0));

    Optional<LogState> read =
        head.read(
            () -> {
              head.reached(state(5, 0));
              return Optional.of(state(4, 0));
            });

    assertThat(read).map(LogState::size).contains(4L);
  }

  @Test
  void read_ofADatabaseThatWentBackOrHasAnotherHistoryIsRefused() {
    head.reached(state(5, 0));

    assertThatThrownBy(() -> head.read(() -> Optional.of(state(4, 0))))
        .isInstanceOf(LogStoreException.class)
        .hasMessageContaining("at size 4, but size 5");
    assertThatThrownBy(() -> head.read(() -> Optional.of(state(5, 1))))
        .isInstanceOf(LogStoreException.class);
    assertThatThrownBy(() -> head.reached(state(4, 0))).isInstanceOf(LogStoreException.class);
    assertThat(head.read(() -> Optional.of(state(6, 0)))).isPresent();
  }
}
