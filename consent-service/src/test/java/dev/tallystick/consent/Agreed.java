package dev.tallystick.consent;

import static dev.tallystick.consent.Organisation.time;
import static dev.tallystick.consent.World.created;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What a person is shown and agrees to in the tests. */
public final class Agreed {
  public static final String SUPPLY = "CREDIT_REPORTING_SUPPLY";
  public static final String LOAN = "LOAN_APPROVAL";
  private static final List<String> CATEGORIES = List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE");

  private final String kind;
  private final String discloser;
  private final String recipient;
  private final String purpose;

  private Agreed(String kind, String discloser, String recipient, String purpose) {
    this.kind = kind;
    this.discloser = discloser;
    this.recipient = recipient;
    this.purpose = purpose;
  }

  /** A platform may give a bureau. */
  public static Agreed provide(Organisation platform, Organisation bureau) {
    return new Agreed("PROVIDE", platform.id(), bureau.id(), SUPPLY);
  }

  /** A lender may ask a bureau. */
  public static Agreed query(Organisation bureau, Organisation lender) {
    return new Agreed("QUERY", bureau.id(), lender.id(), LOAN);
  }

  /** A bureau may give a lender, for a loan, what takes a consent of this kind. */
  public static Agreed special(String kind, Organisation bureau, Organisation lender) {
    return new Agreed(kind, bureau.id(), lender.id(), LOAN);
  }

  /** The notice that tells everything. */
  public JsonObject notice() {
    return JsonObject.builder()
        .put("kind", kind)
        .put("discloser", discloser)
        .put("recipient", recipient)
        .put("purpose", purpose)
        .put("categories", JsonArray.ofStrings(CATEGORIES))
        .put("method", "sealed file transfer")
        .put("retention", "P1Y")
        .put("contact", "privacy desk, 1 Quay Road")
        .put("rightsRoute", "https://rights.example/you")
        .put("language", "en")
        .put("text", "I agree that " + discloser + " gives " + recipient + " what is named here.")
        .put("highlighted", true)
        .build();
  }

  /** The consent on a notice. */
  public JsonObject consent(String notice) {
    return JsonObject.builder()
        .put("kind", kind)
        .put("discloser", discloser)
        .put("recipient", recipient)
        .put("purpose", purpose)
        .put("categories", JsonArray.ofStrings(CATEGORIES))
        .put("method", "sealed file transfer")
        .put("retention", "P1Y")
        .put("notice", notice)
        .put("validUntil", time(Instant.now().plus(Duration.ofDays(90))))
        .build();
  }

  /** Shows the person the notice; its id. */
  public String show(String person) {
    return show(person, notice());
  }

  /** Shows the person a notice; its id. */
  public static String show(String person, JsonObject notice) {
    return created(Api.post(Tokens.citizen(person), "/v1/notices", notice)).path("notice");
  }

  /** The person consents; the consent's id. */
  public String give(String person) {
    String notice = show(person);
    return created(Api.post(Tokens.citizen(person), "/v1/consents", consent(notice)))
        .path("consent");
  }

  /** An object with members changed, or taken out. */
  public static JsonObject with(JsonObject object, Map<String, JsonValue> changes) {
    Map<String, JsonValue> members = new TreeMap<>(object.members());
    members.putAll(changes);
    return JsonObject.of(members);
  }

  /** An object without some members. */
  public static JsonObject without(JsonObject object, String... names) {
    Map<String, JsonValue> members = new TreeMap<>(object.members());
    new ArrayList<>(List.of(names)).forEach(members::remove);
    return JsonObject.of(members);
  }
}
