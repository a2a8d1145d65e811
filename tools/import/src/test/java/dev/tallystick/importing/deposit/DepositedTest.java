package dev.tallystick.importing.deposit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Deposit;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DepositedTest {
  private static JsonObject refusal(String code, Map<String, String> more) {
    JsonObject.Builder line = JsonObject.builder().put("code", code);
    more.forEach(line::put);
    return line.build();
  }

  /** Whoever wrote the mapping has to find what to mend in it. */
  @Test
  void refused_namesMemberAndRule() {
    Map<String, String> unknown =
        Map.of("field", "fields/returned", "rule", "additionalProperties");
    Deposited deposited = new Deposited();

    deposited.add(
        new Deposit(
            "chk",
            0,
            Hash.sha256(),
            List.of(),
            0,
            List.of(
                refusal("CONTENT_INVALID", unknown),
                refusal("CONTENT_INVALID", unknown),
                refusal("CATEGORY_PROHIBITED", Map.of())),
            Optional.empty()));

    assertThat(deposited.refused())
        .containsEntry("CONTENT_INVALID, fields/returned: additionalProperties", 2L)
        .containsEntry("CATEGORY_PROHIBITED", 1L)
        .hasSize(2);
  }
}
