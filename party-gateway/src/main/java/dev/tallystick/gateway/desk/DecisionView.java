package dev.tallystick.gateway.desk;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.gateway.document.DecisionSaid;
import io.quarkus.qute.TemplateData;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A decision that is recorded. */
@TemplateData
public record DecisionView(String outcome, List<String> reasons) {
  static Optional<DecisionView> of(String decision) {
    try {
      DecisionSaid said =
          DecisionSaid.read(
              (JsonObject) CanonicalJson.parseMessage(decision.getBytes(StandardCharsets.UTF_8)));
      return Optional.of(new DecisionView(said.outcome(), said.reasons()));
    } catch (MalformedJsonException e) {
      return Optional.empty();
    }
  }
}
