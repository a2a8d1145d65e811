package dev.tallystick.events.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
  private static final JsonObject ALL = JsonObject.builder().put("c", 3).put("a", 1).build();

  @Test
  void with_holdsTheMembersOfBothInOrder() {
    JsonObject both = ALL.with(JsonObject.builder().put("b", 2).build());

    assertThat(CanonicalJson.text(both)).isEqualTo("{\"a\":1,\"b\":2,\"c\":3}");
  }

  @Test
  void with_refusesAMemberThatIsThere() {
    assertThatThrownBy(() -> ALL.with(JsonObject.builder().put("a", 7).build()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void onlyAndWithout_divideTheMembers() {
    assertThat(ALL.only(Set.of("a", "z")).names()).containsExactly("a");
    assertThat(ALL.without(Set.of("a", "z")).names()).containsExactly("c");
    assertThat(ALL.only(Set.of("a")).with(ALL.without(Set.of("a")))).isEqualTo(ALL);
  }
}
