package dev.tallystick.demo;

import dev.tallystick.demo.request.ConsentRequest;
import dev.tallystick.demo.request.ConsentedObject;
import dev.tallystick.demo.request.FreezeState;
import dev.tallystick.demo.request.MadeAnswer;
import dev.tallystick.demo.request.NoticeRequest;
import dev.tallystick.demo.request.WaitingAsk;
import dev.tallystick.demo.request.WaitingAsks;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.TypedId;
import java.io.IOException;
import java.time.Duration;
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

  /** Consents that a lender asks a bureau whether an application is a fraud. */
  String queryAboutFraud(String bureau, String lender, List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    return give("QUERY", bureau, lender, "ANTI_FRAUD", Optional.empty(), categories);
  }

  /**
   * Consents that sensitive categories go with another consent; the notice tells why they are
   * needed and what it means.
   */
  String sensitive(String discloser, String recipient, String purpose, List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    return give("SENSITIVE", discloser, recipient, purpose, Optional.empty(), categories);
  }

  /** Stops every release about the person. */
  JsonObject freeze() throws RefusedException, IOException, InterruptedException {
    return post("/v1/me/freeze", JsonObject.EMPTY);
  }

  /** Lets releases about the person go on. */
  JsonObject liftFreeze() throws RefusedException, IOException, InterruptedException {
    return post("/v1/me/freeze/lift", JsonObject.EMPTY);
  }

  /** Whether a freeze holds. */
  boolean isFrozen() throws RefusedException, IOException, InterruptedException {
    return FreezeState.read(suite.as(person).get(suite.endpoints().consent("/v1/me/freeze")))
        .frozen();
  }

  /** Consents that a lender asks a bureau, about one application. */
  public String query(String bureau, String lender, String application, List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    ConsentedObject object = new ConsentedObject("APPLICATION", application);
    return give("QUERY", bureau, lender, "LOAN_APPROVAL", Optional.of(object), categories);
  }

  /** Consents to what a lender has asked for, in the lender's words, which a notice has. */
  String agree(ConsentRequest.Builder asked)
      throws RefusedException, IOException, InterruptedException {
    return MadeAnswer.read(post("/v1/consents", asked.build().toJson())).consent().orElseThrow();
  }

  /** The notice of what a lender asks for, once it waits for an answer. */
  Optional<String> asked(String recipient)
      throws RefusedException, IOException, InterruptedException {
    JsonObject waiting = suite.as(person).get(suite.endpoints().consent("/v1/me/consent-requests"));
    return WaitingAsks.read(waiting).authorizationDetails().stream()
        .filter(ask -> ask.recipient().equals(recipient))
        .map(WaitingAsk::notice)
        .findFirst();
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
      Optional<ConsentedObject> purposeObject,
      List<String> categories)
      throws RefusedException, IOException, InterruptedException {
    Instant now = suite.clock().instant();
    MadeAnswer notice =
        MadeAnswer.read(
            post("/v1/notices", notice(kind, discloser, recipient, purpose, categories).toJson()));
    ConsentRequest consent =
        ConsentRequest.builder()
            .kind(kind)
            .discloser(discloser)
            .recipient(recipient)
            .purpose(purpose)
            .categories(categories)
            .method("sealed message")
            .retention("P1Y")
            .notice(notice.notice().orElseThrow())
            .validUntil(now.plus(Duration.ofDays(180)))
            .purposeObject(purposeObject)
            .necessity(told(kind, "Whether the applicant was where the application says."))
            .impact(told(kind, "The bureau learns where you have been, and when."))
            .build();
    return MadeAnswer.read(post("/v1/consents", consent.toJson())).consent().orElseThrow();
  }

  /** What only a sensitive category asks for. */
  private static Optional<String> told(String kind, String text) {
    return Optional.of(text).filter(any -> kind.equals("SENSITIVE"));
  }

  private static NoticeRequest notice(
      String kind, String discloser, String recipient, String purpose, List<String> categories) {
    return NoticeRequest.builder()
        .kind(kind)
        .discloser(discloser)
        .recipient(recipient)
        .purpose(purpose)
        .categories(categories)
        .method("sealed message")
        .retention("P1Y")
        .contact("data@" + recipient + ".example")
        .rightsRoute("https://" + recipient + ".example/rights")
        .language("en")
        .highlighted(true)
        .text(
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
