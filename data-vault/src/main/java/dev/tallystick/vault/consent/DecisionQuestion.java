package dev.tallystick.vault.consent;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.List;
import java.util.Optional;

/**
 * A question to consent-service.
 *
 * @param statement the party's signed request, which must cover what is asked here
 * @param statementType its {@code typ}
 * @param details the other members, as {@code POST /v1/decisions} names them
 */
public record DecisionQuestion(
    String step,
    String statement,
    String statementType,
    Optional<String> subject,
    String caller,
    String from,
    Optional<String> to,
    List<String> categories,
    JsonObject details) {
  public DecisionQuestion {
    categories = List.copyOf(categories);
  }

  JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("step", step)
            .put("dryRun", false)
            .put("request", statement)
            .put("requestType", statementType)
            .put("caller", caller)
            .put("from", from)
            .putIfPresent("subject", subject)
            .putIfPresent("to", to);
    if (!categories.isEmpty()) {
      json.put("recordCategories", JsonArray.ofStrings(categories));
    }
    details.forEach(json::put);
    return json.build();
  }
}
