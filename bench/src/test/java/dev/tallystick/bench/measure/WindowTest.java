package dev.tallystick.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WindowTest {
  @Test
  void contains_isOpenFromStartToBeforeEnd() {
    Window window = new Window(10, 20);

    assertThat(window.contains(9)).isFalse();
    assertThat(window.contains(10)).isTrue();
    assertThat(window.contains(19)).isTrue();
    assertThat(window.contains(20)).isFalse();
    assertThat(window.isOver(20)).isTrue();
  }

  @Test
  void contains_survivesTheOverflowOfNanoTime() {
    Window window = new Window(Long.MAX_VALUE - 5, Long.MIN_VALUE + 5);

    assertThat(window.contains(Long.MIN_VALUE)).isTrue();
    assertThat(window.isOver(Long.MAX_VALUE)).isFalse();
    assertThat(window.contains(Long.MIN_VALUE + 5)).isFalse();
  }

  @Test
  void after_opensWhenTheRampIsOver() {
    Window window = Window.after(Duration.ofHours(1), Duration.ofSeconds(3));

    assertThat(window.contains(System.nanoTime())).isFalse();
    assertThat(window.seconds()).isEqualTo(3);
  }
}
