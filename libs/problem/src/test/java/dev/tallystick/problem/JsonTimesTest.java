package dev.tallystick.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTimesTest {
  private static final ObjectMapper JSON = json();

  private static ObjectMapper json() {
    ObjectMapper json = new ObjectMapper().registerModule(new JavaTimeModule());
    new StrictJson().customize(json);
    return json;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"+10000-01-01T00:00:00Z\"",
        "\"+999999999-12-31T23:59:59Z\"",
        "\"-0001-01-01T00:00:00Z\"",
        "\"0000-12-31T23:59:59Z\"",
        "\"2026-02-30T00:00:00Z\"",
        "\"2026-01-01\"",
        "\"\"",
        "1767225600",
        "1e300",
        "true",
        "[2026,1,1]"
      })
  void whatIsNoInstantOfTheLog_isNoneOfARequest(String text) {
    assertThatThrownBy(() -> JSON.readValue(text, Instant.class))
        .isInstanceOf(MismatchedInputException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"\"+10000-01-01\"", "\"2026-1-1\"", "\"0000-01-01\"", "20454", "[2026,1,1]"})
  void whatIsNoDate_isRefused(String text) {
    assertThatThrownBy(() -> JSON.readValue(text, LocalDate.class))
        .isInstanceOf(MismatchedInputException.class);
  }

  @Test
  void othersAreRead() throws JsonProcessingException {
    assertThat(JSON.readValue("\"2026-01-01T01:00:00+01:00\"", Instant.class))
        .hasToString("2026-01-01T00:00:00Z");
    assertThat(JSON.readValue("\"9999-12-31T23:59:59.999Z\"", Instant.class))
        .hasToString("9999-12-31T23:59:59.999Z");
    assertThat(JSON.readValue("null", Instant.class)).isNull();
    assertThat(JSON.readValue("\"2024-02-29\"", LocalDate.class)).hasToString("2024-02-29");
  }
}
