package dev.tallystick.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://elsewhere.example/",
        "//elsewhere.example",
        "/\\elsewhere.example",
        "",
        "x"
      })
  void address_elsewhereBecomesTheFirstPage(String asked) {
    assertThat(LocalPath.of(asked)).isEqualTo(LocalPath.HOME);
  }

  @Test
  void path_ofThisServiceStays() {
    assertThat(LocalPath.of("/desk/orders?state=OPENED").value())
        .isEqualTo("/desk/orders?state=OPENED");
    assertThat(LocalPath.of(null)).isEqualTo(LocalPath.HOME);
    assertThat(LocalPath.of("/" + "a".repeat(500))).isEqualTo(LocalPath.HOME);
  }
}
