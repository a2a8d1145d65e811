package dev.tallystick.bureau;

import static io.restassured.RestAssured.given;

import dev.tallystick.bureau.market.Market;
import dev.tallystick.bureau.market.MovableClock;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.party.TypedId;
import io.restassured.response.Response;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A lender: its keys, its statements, and what an honest recipient does with an answer. */
final class Lender {
  private static final String BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

  private final String id;
  private final PartyKeys keys = PartyKeys.draw();
  private final Clock clock = new MovableClock();
  private final SecureRandom random = new SecureRandom();

  private Lender(String id) {
    this.id = id;
  }

  static Lender open(Market market, String id) {
    Lender lender = new Lender(id);
    market.register(id, "LENDER", lender.keys);
    return lender;
  }

  String id() {
    return id;
  }

  /** The token of another person each time. */
  String drawSubject() {
    StringBuilder token = new StringBuilder("sub_");
    for (int i = 0; i < 25; i++) {
      token.append(BASE32.charAt(random.nextInt(BASE32.length())));
    }
    return token.append('a').toString();
  }

  Claims claims(String audience) {
    return Claims.of(id, audience, clock.instant(), Duration.ofSeconds(60), random);
  }

  InquiryRequest inquiry(Claims claims, String subject, String product) {
    return new InquiryRequest(
        claims,
        TypedId.draw("inq", clock.millis(), random),
        subject,
        product,
        "LOAN_APPROVAL",
        Optional.of(new PurposeReference("APPLICATION", "A-1")),
        TypedId.draw("con", clock.millis(), random),
        List.of());
  }

  /** An inquiry about an open loan that is answered again whenever something changes. */
  InquiryRequest standing(String bureau, String subject, String product, String loan) {
    return new InquiryRequest(
            Claims.of(id, bureau, clock.instant(), Duration.ofDays(30), random),
            TypedId.draw("inq", clock.millis(), random),
            subject,
            product,
            "POST_LOAN_MANAGEMENT",
            Optional.of(new PurposeReference("LOAN", loan)),
            TypedId.draw("con", clock.millis(), random),
            List.of())
        .standing();
  }

  /** A signed inquiry to a bureau. */
  String sign(String bureau, String subject, String product) {
    return inquiry(claims(bureau), subject, product).sign(keys.signingKey());
  }

  String sign(InquiryRequest inquiry) {
    return inquiry.sign(keys.signingKey());
  }

  Response buy(String request) {
    return buy(request, UUID.randomUUID().toString());
  }

  Response buy(String request, String key) {
    return post("/v1/inquiries", request, key);
  }

  Response quote(String request) {
    return post("/v1/inquiries:quote", request, "unused");
  }

  private Response post(String path, String request, String key) {
    return given()
        .urlEncodingEnabled(false)
        .auth()
        .oauth2(token())
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(CanonicalJson.text(JsonObject.builder().put("request", request).build()))
        .post(path);
  }

  String token() {
    return Tokens.claims("lender").audience("bureau-service").claim("party", id).sign();
  }

  /** Opens an answer with every check, the seller's signature among them. */
  OpenedPayload open(Market market, JsonObject answer, String subject, String bureau)
      throws InvalidReleaseException {
    return ReceivedRelease.open(
        answer.getString("jwe"),
        CanonicalJson.messageBytes(answer.getObject("receipt")),
        DecryptionKeys.of(keys.decryptionKey()),
        market.logKey(),
        ExpectedRelease.of(subject, id).withSeller(market.keysOf(bureau)));
  }
}
