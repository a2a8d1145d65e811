package dev.tallystick.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class MedianTest {
  @Test
  void of_isTheMiddle() {
    assertThat(Median.of(List.of(9.0, 1.0, 4.0))).isEqualTo(4);
    assertThat(Median.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(4.5);
    assertThat(Median.of(List.of(2.0))).isEqualTo(2);
  }

  @Test
  void of_refusesNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Median.of(List.of()));
  }
}
