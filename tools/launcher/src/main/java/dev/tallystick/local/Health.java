package dev.tallystick.local;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.local.document.HealthAnswer;
import dev.tallystick.local.document.HealthCheck;
import dev.tallystick.local.document.HealthReason;
import dev.tallystick.local.process.Http;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a service says of itself at one of its health addresses.
 *
 * @param isUp whether it says that all is well
 * @param checks what it has looked at; empty if it does not answer
 */
record Health(boolean isUp, List<HealthCheck.Partial> checks) {
  private static final String UP = "UP";

  /** Asks; a service that does not answer is not up and says nothing. */
  static Health ask(String url, Duration limit) {
    try {
      Http.Answer answer = Http.get(url, limit);
      JsonObject document =
          (JsonObject) CanonicalJson.parseMessage(answer.body().getBytes(StandardCharsets.UTF_8));
      return new Health(answer.isOk(), new HealthAnswer.Partial(document).checks());
    } catch (IOException | MalformedJsonException | ClassCastException e) {
      return new Health(false, List.of());
    }
  }

  /** A line for each check that fails: its reason if it gives one. */
  List<String> reasons() {
    return checks.stream()
        .filter(check -> !UP.equals(check.status().orElse("")))
        .map(check -> check.name().orElse("?") + ": " + reason(check))
        .toList();
  }

  private static String reason(HealthCheck.Partial check) {
    Optional<JsonObject> data = check.data();
    return data.flatMap(values -> new HealthReason.Partial(values).reason())
        .or(() -> data.map(Health::texts))
        .filter(text -> !text.isEmpty())
        .orElse("down");
  }

  /** The data of the check of this name. */
  Optional<JsonObject> data(String name) {
    return checks.stream()
        .filter(check -> name.equals(check.name().orElse("")))
        .findFirst()
        .flatMap(HealthCheck.Partial::data);
  }

  private static String texts(JsonObject data) {
    return data.members().values().stream()
        .filter(JsonString.class::isInstance)
        .map(value -> ((JsonString) value).value())
        .reduce((a, b) -> a + "; " + b)
        .orElse("");
  }
}
