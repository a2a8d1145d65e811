package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdTest {
  @Test
  void draw_keepsTheTimeAndTellsVersionAndVariant() {
    for (long millis : new long[] {0, 1, 1_731_398_400_123L, (1L << 48) - 1}) {
      EventId id = EventId.draw(millis, new Random(1));

      assertThat(id.millis()).isEqualTo(millis);
      assertThat(id.value().version()).isEqualTo(7);
      assertThat(id.value().variant()).isEqualTo(2);
      assertThat(EventId.fromString(id.toString())).isEqualTo(id);
    }
  }

  @Test
  void draw_usesAllRandomBits() {
    Random random = new Random(7);
    long high = 0;
    long low = 0;
    Set<EventId> drawn = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      EventId id = EventId.draw(0, random);
      high |= id.value().getMostSignificantBits();
      low |= id.value().getLeastSignificantBits();
      drawn.add(id);
    }

    assertThat(high).isEqualTo(0x7FFF);
    assertThat(low).isEqualTo(0xBFFFFFFFFFFFFFFFL);
    assertThat(drawn).hasSize(1000);
  }

  @Test
  void draw_refusesTimesThatDoNotFit() {
    assertThatThrownBy(() -> EventId.draw(-1, new Random())).hasMessageContaining("48 bits");
    assertThatThrownBy(() -> EventId.draw(1L << 48, new Random())).hasMessageContaining("48 bits");
  }

  @Test
  void fromString_takesOneSpellingOnly() {
    String text = "01931f4a-5c01-7123-8456-789abcdef012";

    assertThat(EventId.fromString(text)).hasToString(text);
    for (String other :
        new String[] {
          "",
          text.toUpperCase(Locale.ROOT),
          text.replace("-", ""),
          " " + text,
          text + " ",
          "{" + text + "}",
          text.replace("-7123", "-4123"),
          text.replace("-8456", "-c456"),
          text.substring(1),
          "0" + text,
        }) {
      assertThatThrownBy(() -> EventId.fromString(other))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("an event id is a UUIDv7 in lower case");
    }
  }

  @Test
  void constructor_refusesOtherUuids() {
    assertThatThrownBy(() -> new EventId(UUID.fromString("01931f4a-5c01-4123-8456-789abcdef012")))
        .hasMessageContaining("UUIDv7");
  }
}
