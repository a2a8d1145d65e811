package dev.tallystick.consent;

import static dev.tallystick.consent.Organisation.time;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.tlog.Hash;
import io.restassured.response.Response;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Invented parties that have signed up through the API, once for all tests of the module: a
 * platform, a bureau with a product and a tariff, a bank, and a platform that has filed nothing.
 */
public final class World {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final List<String> SUPPLY_CLAUSES =
      List.of(
          "COLLECTION",
          "CONSENT",
          "CORRECTION",
          "OBJECTION",
          "PROCESSING",
          "PURPOSE_METHOD_SCOPE",
          "SECURITY",
          "SUPERVISION");
  private static @Nullable World only;

  public final ServedLog log;
  public final Organisation authority =
      Organisation.draw("authority", "REGULATOR", "Credit Authority");
  public final Organisation mall = Organisation.draw("mall-east", "PLATFORM", "Mall-East Ltd");
  public final Organisation ride = Organisation.draw("ride-west", "PLATFORM", "Ride-West Ltd");
  public final Organisation bureau =
      Organisation.draw("bureau-north", "BUREAU", "Bureau North Ltd");
  public final Organisation bank = Organisation.draw("bank-riverside", "LENDER", "Bank Riverside");
  public final String product = id("prd");
  public final String tariff = id("trf");

  private World(ServedLog log) {
    this.log = log;
  }

  /** The world in this log, made by the first who asks. */
  public static synchronized World in(ServedLog log) {
    log.faults().goAway(false);
    World known = only;
    if (known == null || known.log != log) {
      known = new World(log);
      known.create();
      only = known;
    }
    return known;
  }

  private void create() {
    for (Organisation one : List.of(authority, mall, ride, bureau, bank)) {
      register(one);
    }
    var unusedIndex = activate("cn-2022", "2022-01-01T00:00:00.000Z");
    created(Api.post(authority.token(), "/v1/parties/bureau-north/licences", licence()));
    created(Api.post(mall.token(), "/v1/agreements", agreement(SUPPLY_CLAUSES)));
    created(Api.post(bureau.token(), "/v1/agreements", Filed.use(bureau, bank)));
    created(Api.post(bureau.token(), "/v1/plans", Filed.plan()));
    for (Organisation one : List.of(mall, ride)) {
      created(Api.post(one.token(), "/v1/assessments", Filed.assessment("PLATFORM", "BUREAU")));
    }
    created(Api.post(bureau.token(), "/v1/assessments", Filed.assessment("BUREAU", "LENDER")));
    sell();
  }

  /**
   * One regulator proposes that a pack decides, another one approves.
   *
   * @return the place of the activation in the log; -1 if it was there already
   */
  public int activate(String pack, String effectiveFrom) {
    Response proposed = propose(pack, effectiveFrom);
    assertThat(proposed.statusCode()).as(proposed.asString()).isEqualTo(202);
    Response done =
        Api.post(
            Tokens.account("regulator-2", "regulator", authority.id()),
            "/v1/approvals/" + proposed.path("id") + "/approval",
            JsonObject.EMPTY);
    assertThat(done.statusCode()).as(done.asString()).isEqualTo(200);
    Integer index = done.path("result.index");
    return index == null ? -1 : index;
  }

  /** One regulator proposes that a pack decides. */
  public Response propose(String pack, String effectiveFrom) {
    return Api.post(
        authority.token(),
        "/v1/packs/" + pack + "/activation",
        JsonObject.builder().put("effectiveFrom", effectiveFrom).build());
  }

  /** Registers a party and its two keys. */
  public void register(Organisation one) {
    created(Api.post(authority.token(), "/v1/parties", one.registration()));
    enrol(one);
  }

  /** Registers the two first keys of a party by a code. */
  public void enrol(Organisation one) {
    String keys = "/v1/parties/" + one.id() + "/keys";
    created(Api.post(one.token(), keys, one.signingKey(code(one))));
    created(Api.post(one.token(), keys, one.encryptionKey()));
  }

  /** A processor that nobody knows yet. Its account has the role of a platform. */
  public Organisation registerProcessor() {
    String suffix = UUID.randomUUID().toString().substring(0, 8);
    Organisation cloud = Organisation.draw("cloud-" + suffix, "PROCESSOR", "Data Cloud " + suffix);
    created(Api.post(authority.token(), "/v1/parties", cloud.registration()));
    String keys = "/v1/parties/" + cloud.id() + "/keys";
    String token = Tokens.party("platform", cloud.id());
    created(Api.post(token, keys, cloud.signingKey(code(cloud))));
    created(Api.post(token, keys, cloud.encryptionKey()));
    return cloud;
  }

  /** A code that the authority issues for a party. */
  public String code(Organisation one) {
    return created(issue(one)).path("code");
  }

  /** The authority asks for a code. */
  public Response issue(Organisation one) {
    return Api.post(authority.token(), "/v1/parties/" + one.id() + "/enrolment", JsonObject.EMPTY);
  }

  public static JsonObject licence() {
    return JsonObject.builder()
        .put("licenceNo", "CR-0001")
        .put("issuer", "Credit Authority")
        .put("scope", JsonArray.ofStrings(List.of("PERSONAL_CREDIT_REPORTING")))
        .put("validFrom", time(Instant.now().minus(Duration.ofDays(10))))
        .put("validTo", time(Instant.now().plus(Duration.ofDays(700))))
        .build();
  }

  /** A supply agreement between Mall-East and Bureau North, signed by both. */
  public JsonObject agreement(List<String> clauses) {
    String agreement = id("agr");
    return agreement(agreement, clauses, List.of(mall, bureau));
  }

  /** The same under an id, signed by these. */
  public JsonObject agreement(String agreement, List<String> clauses, List<Organisation> signers) {
    Hash text = Hash.sha256("what both have agreed on".getBytes(UTF_8));
    List<JsonObject> signatures = new ArrayList<>();
    for (Organisation signer : signers) {
      AgreementSignature signature =
          new AgreementSignature(
              signer.claims("consent-service"), agreement, text, mall.id(), bureau.id());
      signatures.add(
          JsonObject.builder()
              .put("party", signer.id())
              .put("jws", signature.sign(signer.keys().signingKey()))
              .build());
    }
    JsonObject.Builder request =
        JsonObject.builder()
            .put("agreement", agreement)
            .put("kind", "SUPPLY")
            .put("provider", mall.id())
            .put("receiver", bureau.id())
            .put("clauses", JsonArray.ofStrings(clauses))
            .put("textHash", text.hex())
            .put("validFrom", time(Instant.now().minusSeconds(60)))
            .put("validTo", time(Instant.now().plus(Duration.ofDays(365))))
            .put("filingNo", "CRF-2026-17")
            .put("signatures", JsonArray.of(signatures));
    return request.build();
  }

  public static List<String> supplyClauses() {
    return SUPPLY_CLAUSES;
  }

  private void sell() {
    JsonObject data =
        JsonObject.builder()
            .put("product", product)
            .put("version", 1)
            .put("party", bureau.id())
            .put("name", "Consumer report")
            .put("kind", "REPORT")
            .put("creditReporting", true)
            .put("purposes", JsonArray.ofStrings(List.of("LOAN_APPROVAL")))
            .put(
                "inputCategories",
                JsonArray.ofStrings(List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE")))
            .put("outputs", JsonArray.ofStrings(List.of("DERIVED.SCORE")))
            .build();
    append("bureau-service", "product.registered", Optional.empty(), data, Optional.empty());
    JsonObject line =
        JsonObject.builder()
            .put("line", "report")
            .put("payer", "RECIPIENT")
            .put("product", product)
            .put("userClass", "STANDARD")
            .put("amount", 100)
            .put("dedup", "LOCAL_DAY")
            .build();
    JsonObject prices =
        JsonObject.builder()
            .put("tariff", tariff)
            .put("version", 1)
            .put("party", bureau.id())
            .put("currency", "CNY")
            .put("effectiveFrom", time(Instant.now().minusSeconds(60)))
            .put("lines", JsonArray.of(List.of(line)))
            .build();
    append("bureau-service", "tariff.published", Optional.empty(), prices, Optional.empty());
  }

  /** Something that another service logs. */
  public ScriptedEvent append(
      String source,
      String type,
      Optional<String> subject,
      JsonObject data,
      Optional<JsonObject> internal) {
    try {
      Event event =
          new EventFactory(Clock.systemUTC(), RANDOM, source)
              .create(type, subject, data, internal, Map.of(), List.of());
      return log.append(event);
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field() + " " + e.rule(), e);
    }
  }

  /** An id that nothing has yet. */
  public static String id(String prefix) {
    return prefix + "_" + EventId.draw(Instant.now().toEpochMilli(), RANDOM);
  }

  /** The token of a person whom nobody knows yet: 128 bits in base32. */
  public static String person() {
    byte[] bits = new byte[17];
    RANDOM.nextBytes(bits);
    bits[0] = 0;
    // 26 characters hold 130 bits; the last two are zero.
    BigInteger number = new BigInteger(1, bits).shiftLeft(2);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 26; i++) {
      int digit = number.shiftRight(5 * (25 - i)).intValue() & 31;
      text.append("abcdefghijklmnopqrstuvwxyz234567".charAt(digit));
    }
    return "sub_" + text;
  }

  /** The version of a party's guard. */
  public long guardOf(Organisation one) {
    return log.guard("party/" + EventLabels.ofParty(one.id()).hex());
  }

  /** The answer, if it is 201. */
  public static Response created(Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(201);
    return response;
  }
}
