package dev.tallystick.demo;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A person at consent-service: reads a notice, consents, withdraws. */
public record ConsentingPerson(RunningSuite suite, String person) {
  /** Consents that a platform gives records to a bureau. */
  public String provide(String platform, String bureau, List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    return give(
        "PROVIDE", platform, bureau, "CREDIT_REPORTING_SUPPLY", Optional.empty(), categories);
  }

  /** Consents that a lender asks a bureau, about one application. */
  public String query(String bureau, String lender, String application, List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    JsonObject object =
        JsonObject.builder().put("kind", "APPLICATION").put("ref", application).build();
    return give("QUERY", bureau, lender, "LOAN_APPROVAL", Optional.of(object), categories);
  }

  /** Withdraws a consent. */
  public JsonObject withdraw(String consent)
      throws RefusedException, IOException, InterruptedException {
    return post("/v1/consents/" + consent + "/withdrawal", JsonObject.EMPTY);
  }

  private String give(
      String kind,
      String discloser,
      String recipient,
      String purpose,
      Optional<JsonObject> purposeObject,
      List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    Instant now = suite.clock().instant();
    JsonObject notice =
        post("/v1/notices", notice(kind, discloser, recipient, purpose, categories));
    JsonObject.Builder consent =
        JsonObject.builder()
            .put("kind", kind)
            .put("discloser", discloser)
            .put("recipient", recipient)
            .put("purpose", purpose)
            .put("categories", JsonArray.ofStrings(categories))
            .put("method", "sealed message")
            .put("retention", "P1Y")
            .put("notice", notice.getString("notice"))
            .put("validUntil", DemoTimes.inDays(now, 180));
    purposeObject.ifPresent(object -> consent.put("purposeObject", object));
    return post("/v1/consents", consent.build()).getString("consent");
  }

  private static JsonObject notice(
      String kind, String discloser, String recipient, String purpose, List<String> categories) {
    return JsonObject.builder()
        .put("kind", kind)
        .put("discloser", discloser)
        .put("recipient", recipient)
        .put("purpose", purpose)
        .put("categories", JsonArray.ofStrings(categories))
        .put("method", "sealed message")
        .put("retention", "P1Y")
        .put("contact", "data@" + recipient + ".example")
        .put("rightsRoute", "https://" + recipient + ".example/rights")
        .put("language", "en")
        .put("highlighted", true)
        .put(
            "text",
            "%s gives %s to %s for %s. You can withdraw whenever you like."
                .formatted(discloser, String.join(", ", categories), recipient, purpose))
        .build();
  }

  private JsonObject post(String path, JsonObject body)
      throws RefusedException, IOException, InterruptedException {
    ApiClient client = suite.as(person);
    String key = TypedId.draw("key", suite.clock().millis(), suite.random());
    return client.post(suite.endpoints().consent(path), body, key);
  }
}
