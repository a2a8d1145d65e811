package dev.tallystick.local.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PropertiesTextTest {
  @Test
  void format_isReadBackAsTheSame() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("plain", "value");
    values.put("quarkus.log.category.\"a.b\".level", "ERROR");
    values.put("url", "jdbc:postgresql://127.0.0.1:5432/x?a=b#c");
    values.put("path", " C:\\data\\new folder ");
    values.put("lines", "one\ntwo\ttabbed");
    values.put("subject/citizen1", "sub_x");
    values.put("empty", "");

    assertThat(PropertiesText.parse(PropertiesText.format(values)))
        .containsExactlyInAnyOrderEntriesOf(values);
  }

  @Test
  void format_keepsTheOrder() {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("b", "1");
    values.put("a", "2");

    assertThat(PropertiesText.format(values)).isEqualTo("b=1\na=2\n");
  }
}
