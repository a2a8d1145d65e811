package dev.tallystick.vault.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentionTest {
  private final AtomicInteger tries = new AtomicInteger();

  /** Fails so often with this state, then gives the number of the try. */
  private int failing(int times, String state) {
    if (tries.incrementAndGet() <= times) {
      throw new StorageException(new SQLException("a row of somebody's", state));
    }
    return tries.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"23505", "40P01"})
  void yielding_doesWorkAgainThatMetTheSameRowOrADeadlock(String state) {
    assertThat(Contention.yielding(3, () -> failing(2, state))).isEqualTo(3);
  }

  @Test
  void yielding_givesUpAfterSoManyTries() {
    assertThatThrownBy(() -> Contention.yielding(3, () -> failing(3, "40P01")))
        .isInstanceOf(StorageException.class)
        .hasMessageContaining("40P01")
        .hasMessageNotContaining("a row of somebody's");
    assertThat(tries).hasValue(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "53100", "40001", "23503"})
  void yielding_doesNothingAgainThatFailedOtherwise(String state) {
    assertThatThrownBy(() -> Contention.yielding(3, () -> failing(1, state)))
        .isInstanceOf(StorageException.class);
    assertThat(tries).hasValue(1);
  }
}
