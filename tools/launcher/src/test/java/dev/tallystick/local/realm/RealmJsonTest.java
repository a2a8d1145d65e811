package dev.tallystick.local.realm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class RealmJsonTest {
  @Test
  void quote_isReadBackAsTheSame() throws Exception {
    for (String value : List.of("", "plain", "\"\\/", "a\nb\tc\u0001", "é 名 \uD83D\uDE00")) {
      assertThat(new ObjectMapper().readValue(RealmJson.quote(value), String.class))
          .isEqualTo(value);
    }
  }

  @Test
  void array_quotesEach() {
    assertThat(RealmJson.array(List.of("a", "\""))).isEqualTo("[\"a\", \"\\\"\"]");
    assertThat(RealmJson.array(List.of())).isEqualTo("[]");
  }
}
