package dev.tallystick.system.replicas;

import dev.tallystick.bench.decision.Market;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A person who gives consents, changes them, takes them back, freezes and lifts; one thread's. */
final class Citizen {
  private final String subject;
  private final String token;
  private final Random random;
  private final List<String> consents = new ArrayList<>();

  Citizen(String subject, String token, Random random) {
    this.subject = subject;
    this.token = token;
    this.random = random;
  }

  String subject() {
    return subject;
  }

  /** Does something at a replica, and says what came of it. */
  String act(URI replica) throws IOException, InterruptedException {
    int dice = random.nextInt(100);
    if (consents.isEmpty() || dice < 45) {
      return give(replica, "/v1/consents");
    }
    String consent = consents.get(random.nextInt(consents.size()));
    if (dice < 60) {
      return give(replica, "/v1/consents/" + consent + "/versions");
    }
    if (dice < 85) {
      consents.remove(consent);
      return post(replica, "/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY).code();
    }
    return post(replica, dice < 92 ? "/v1/me/freeze" : "/v1/me/freeze/lift", JsonObject.EMPTY)
        .code();
  }

  private String give(URI replica, String path) throws IOException, InterruptedException {
    Call.Answer shown = post(replica, "/v1/notices", notice());
    if (!shown.isDone()) {
      return shown.code();
    }
    Call.Answer given = post(replica, path, consent(shown.json().getString("notice")));
    given
        .json()
        .findString("consent")
        .filter(id -> !consents.contains(id))
        .ifPresent(consents::add);
    return given.code();
  }

  private Call.Answer post(URI replica, String path, JsonObject body)
      throws IOException, InterruptedException {
    return Call.post(replica, token, path, body);
  }

  private static JsonObject notice() {
    return said()
        .put("contact", "privacy desk, 1 Quay Road")
        .put("rightsRoute", "https://rights.example/you")
        .put("language", "en")
        .put("text", "I agree that the platform gives the bureau what is named here.")
        .put("highlighted", true)
        .build();
  }

  /** Now and then for a few uses only. */
  private JsonObject consent(String notice) {
    JsonObject.Builder consent =
        said()
            .put("notice", notice)
            .put("validUntil", Market.time(Instant.now().plus(Duration.ofDays(90))));
    if (random.nextInt(3) == 0) {
      consent.put("useLimit", 1 + random.nextInt(3));
    }
    return consent.build();
  }

  private static JsonObject.Builder said() {
    return JsonObject.builder()
        .put("kind", "PROVIDE")
        .put("discloser", Market.platform(0))
        .put("recipient", Market.BUREAU)
        .put("purpose", "CREDIT_REPORTING_SUPPLY")
        .put("categories", JsonArray.ofStrings(Market.CATEGORIES))
        .put("method", "sealed file transfer")
        .put("retention", "P1Y");
  }
}
