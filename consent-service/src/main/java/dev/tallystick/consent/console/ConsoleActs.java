package dev.tallystick.consent.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.producer.ServiceHttp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Keycloak's own record of what administrators do. */
@Singleton
class ConsoleActs {
  static final int PAGE = 200;
  private static final String NAME = "keycloak";

  private final Supplier<ServiceHttp> keycloak;
  private final ObjectMapper json;

  @Inject
  ConsoleActs(OtherServices services, ObjectMapper json) {
    this(() -> services.get(NAME), json);
  }

  ConsoleActs(Supplier<ServiceHttp> keycloak, ObjectMapper json) {
    this.keycloak = keycloak;
    this.json = json;
  }

  /**
   * A page of what was done since, the oldest first.
   *
   * @param skip how many acts of that time are on the pages before
   */
  List<ConsoleAct> since(Instant from, int skip) throws RemoteProblem, ServiceAwayException {
    byte[] answer =
        keycloak
            .get()
            .get(
                "/admin-events?direction=asc&dateFrom=%d&first=%d&max=%d"
                    .formatted(from.toEpochMilli(), skip, PAGE))
            .bytes();
    List<ConsoleAct> acts = new ArrayList<>();
    try {
      for (JsonNode act : json.readTree(answer)) {
        acts.add(
            new ConsoleAct(
                id(act),
                Instant.ofEpochMilli(act.path("time").asLong()),
                act.path("authDetails").path("userId").asText(),
                act.path("operationType").asText(),
                act.path("resourceType").asText(),
                act.path("resourcePath").asText()));
      }
    } catch (IOException e) {
      throw new IllegalStateException("the provider's record of acts is no JSON", e);
    }
    return acts;
  }

  /** Each record has an id; one without is told apart by what it says. */
  private static String id(JsonNode act) {
    String id = act.path("id").asText();
    return id.isEmpty()
        ? "%s/%s/%s/%s"
            .formatted(
                act.path("time").asText(),
                act.path("operationType").asText(),
                act.path("resourceType").asText(),
                act.path("resourcePath").asText())
        : id;
  }
}
