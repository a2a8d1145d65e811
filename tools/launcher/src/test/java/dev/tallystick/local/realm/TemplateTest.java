package dev.tallystick.local.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TemplateTest {
  @Test
  void fill_putsAValueIntoEveryPlace() {
    Template template = new Template("@{a} and @{b-c} and @{a}; ${a} stays");

    assertThat(template.fill(Map.of("a", "1", "b-c", "$2\\")))
        .isEqualTo("1 and $2\\ and 1; ${a} stays");
  }

  @Test
  void fill_doesNotLookIntoValues() {
    assertThat(new Template("@{a}").fill(Map.of("a", "@{b}"))).isEqualTo("@{b}");
  }

  @Test
  void fill_withoutAValueForAPlaceFails() {
    assertThatThrownBy(() -> new Template("@{secret}").fill(Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no value for the place secret");
  }

  @Test
  void fill_withAValueForNoPlaceFails() {
    assertThatThrownBy(() -> new Template("").fill(Map.of("secret", "x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("no place for the values [secret]");
  }

  @Test
  void resource_thatIsMissingFails() {
    assertThatThrownBy(() -> Template.resource("nothing.json"))
        .isInstanceOf(IllegalStateException.class);
  }
}
