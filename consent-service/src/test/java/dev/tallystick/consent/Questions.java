package dev.tallystick.consent;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.ReleaseRequest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;

/** Questions as the front services put them, with the party's signed request inside. */
public final class Questions {
  private static final List<String> CATEGORIES = List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE");

  private final World world;

  public Questions(World world) {
    this.world = world;
  }

  /** Bureau North asks for what Mall-East has about a person. */
  public JsonObject release1(String person) {
    return release1(person, world.mall);
  }

  /** Bureau North asks for what a platform has about a person. */
  public JsonObject release1(String person, Organisation platform) {
    return release1(person, List.of(platform)).get(0);
  }

  private ReleaseRequest supply(String person, String inquiry, List<Organisation> platforms) {
    return new ReleaseRequest(
        world.bureau.claims("data-vault"),
        person,
        world.bureau.id(),
        Agreed.SUPPLY,
        CATEGORIES,
        platforms.stream().map(Organisation::id).toList(),
        new ReleaseRequest.EndUse(
            Optional.of(Agreed.LOAN),
            Optional.of(world.bank.id()),
            Optional.of(inquiry),
            Optional.of(world.product)),
        Optional.empty(),
        Optional.empty());
  }

  private JsonObject release1(String person, String inquiry, Organisation platform, String signed) {
    return JsonObject.builder()
        .put("step", "RELEASE_1")
        .put("dryRun", false)
        .put("request", signed)
        .put("requestType", "release-request+jws")
        .put("subject", person)
        .put("caller", world.bureau.id())
        .put("from", platform.id())
        .put("to", world.bureau.id())
        .put("purpose", Agreed.SUPPLY)
        .put("endPurpose", Agreed.LOAN)
        .put("endUser", world.bank.id())
        .put("inquiry", inquiry)
        .put("product", world.product)
        .put("categories", JsonArray.ofStrings(CATEGORIES))
        .build();
  }

  /** Bureau North asks for what several platforms have, by one statement. */
  public List<JsonObject> release1(String person, List<Organisation> platforms) {
    String inquiry = World.id("inq");
    String signed = supply(person, inquiry, platforms).sign(world.bureau.keys().signingKey());
    return platforms.stream().map(platform -> release1(person, inquiry, platform, signed)).toList();
  }

  /** Bank Riverside asks for a report, as the bureau tries first. */
  public JsonObject dryRelease2(String person, String consent) {
    return release2(person, consent, true, Optional.empty());
  }

  /** The same, where the bureau means to charge this. */
  public JsonObject dryRelease2(String person, String consent, int amount) {
    JsonObject.Builder question = JsonObject.builder();
    dryRelease2(person, consent).forEach(question::put);
    JsonObject fee =
        JsonObject.builder()
            .put("amount", amount)
            .put("currency", "CNY")
            .put("tariff", world.tariff)
            .put("line", "report")
            .build();
    return question.put("fee", fee).build();
  }

  /** The same, by an inquiry that is to be answered again whenever something changes. */
  public JsonObject standingRelease2(String person, String consent) {
    return release2(inquiry(person, consent).standing(), true, Optional.empty());
  }

  /** Bank Riverside asks for a report that is made of a release. */
  public JsonObject release2(String person, String consent, String parent) {
    return release2(person, consent, false, Optional.of(parent));
  }

  private InquiryRequest inquiry(String person, String consent) {
    return new InquiryRequest(
        world.bank.claims(world.bureau.id()),
        World.id("inq"),
        person,
        world.product,
        Agreed.LOAN,
        Optional.empty(),
        consent,
        List.of());
  }

  private JsonObject release2(
      String person, String consent, boolean dryRun, Optional<String> parent) {
    return release2(inquiry(person, consent), dryRun, parent);
  }

  private JsonObject release2(InquiryRequest signed, boolean dryRun, Optional<String> parent) {
    JsonObject.Builder question =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("dryRun", dryRun)
            .put("request", signed.sign(world.bank.keys().signingKey()))
            .put("requestType", signed.type().typ())
            .put("subject", signed.subject())
            .put("caller", world.bank.id())
            .put("from", world.bureau.id())
            .put("to", world.bank.id())
            .put("purpose", Agreed.LOAN)
            .put("endUser", world.bank.id())
            .put("inquiry", signed.inquiry())
            .put("product", world.product)
            .put("consent", signed.consent());
    parent.ifPresent(
        event ->
            question.put(
                "parents",
                JsonArray.of(
                    List.of(
                        JsonObject.builder()
                            .put("event", event)
                            .put("from", world.mall.id())
                            .build()))));
    return question.build();
  }

  /** Ride-West would sell to the bank itself, under whatever name. */
  public JsonObject directSale(String person, String label) {
    ReleaseRequest signed =
        ReleaseRequest.direct(
            world.ride.claims("data-vault"),
            person,
            world.bank.id(),
            Agreed.LOAN,
            List.of("TRAVEL.AGGREGATE"),
            label);
    return JsonObject.builder()
        .put("step", "RELEASE")
        .put("dryRun", false)
        .put("request", signed.sign(world.ride.keys().signingKey()))
        .put("requestType", "release-request+jws")
        .put("subject", person)
        .put("caller", world.ride.id())
        .put("from", world.ride.id())
        .put("to", world.bank.id())
        .put("purpose", Agreed.LOAN)
        .put("label", label)
        .put("categories", JsonArray.ofStrings(List.of("TRAVEL.AGGREGATE")))
        .build();
  }

  /** Puts several questions in one call, as data-vault does. */
  public static Response askAll(List<JsonObject> questions) {
    return Api.post(
        Tokens.service("data-vault"),
        "/v1/decisions:batch",
        JsonObject.builder().put("questions", JsonArray.of(questions)).build());
  }

  /** Puts a question as data-vault does. */
  public static Response ask(JsonObject question) {
    return Api.post(Tokens.service("data-vault"), "/v1/decisions", question);
  }
}
