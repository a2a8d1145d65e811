package dev.tallystick.consent.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The described API itself: taking back asks for less than giving. */
class WithdrawalContractTest {
  @Test
  void r17_withdrawingAsksForNothingThatGivingDoesNot() throws IOException {
    Object api =
        new Load(LoadSettings.builder().setCodePointLimit(10_000_000).build())
            .loadFromString(Files.readString(Path.of("openapi.yaml")));
    Map<?, ?> paths = member(api, "paths");
    Map<?, ?> give = post(paths, "/v1/consents");
    Map<?, ?> withdraw = post(paths, "/v1/consents/{id}/withdrawal");

    assertThat(give.get("requestBody")).as("what giving asks for").isNotNull();
    assertThat(withdraw.get("requestBody")).as("no reason, no form, no fee").isNull();
    assertThat(required(give)).as("what giving asks for").contains("Idempotency-Key");
    assertThat(required(withdraw)).as("no header that somebody forgets").containsOnly("id");
    assertThat(new HashSet<Object>(member(withdraw, "responses").keySet()))
        .as("a second call is answered with the first entry; nothing refuses")
        .contains("200", "201", "202")
        .doesNotContain("409", "422", "429");
  }

  private static Map<?, ?> post(Map<?, ?> paths, String path) {
    return member(member(paths, path), "post");
  }

  private static Map<?, ?> member(@Nullable Object object, String name) {
    if (object instanceof Map<?, ?> members && members.get(name) instanceof Map<?, ?> member) {
      return member;
    }
    throw new AssertionError("the description of the API has no " + name);
  }

  private static Set<Object> required(Map<?, ?> operation) {
    Set<Object> names = new HashSet<>();
    if (operation.get("parameters") instanceof List<?> parameters) {
      for (Object parameter : parameters) {
        Map<?, ?> described = (Map<?, ?>) parameter;
        if (Boolean.TRUE.equals(described.get("required"))) {
          names.add(described.get("name"));
        }
      }
    }
    return names;
  }
}
