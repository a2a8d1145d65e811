package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventType;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.Seed;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.SigningKey;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.InvalidRequestException;
import dev.tallystick.rules.Rules;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.LoggedEvent;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/**
 * The openings of a small log in which a platform is refused a direct sale, as an auditor gets
 * them.
 */
final class DecidedLog {
  private static final String SUBJECT = "sub_mfrggzdfmztwq2lknnwg23tpoa";
  private static final String JWS = "aaaa.bbbb.cccc";

  private final Random random = new Random(5);
  private final SigningKey key = SigningKey.draw();
  private final List<String> lines = new ArrayList<>();
  private final List<Hash> entries = new ArrayList<>();
  private State state = State.EMPTY;
  private long now = Samples.RECORDED;

  /** The parties, a pack in force and the key of consent-service. */
  static DecidedLog begun() {
    DecidedLog log = new DecidedLog();
    log.append(
        "pack.activated", Optional.empty(), log.activation(ShippedPacks.get("cn-2022")), Set.of());
    log.append("party.registered", Optional.empty(), party("plum-market", "PLATFORM"), Set.of());
    log.append("party.registered", Optional.empty(), party("bank-hill", "LENDER"), Set.of());
    log.append(
        "party.key.registered",
        Optional.empty(),
        JsonObject.builder()
            .put("party", "consent-service")
            .put("use", "SIGN")
            .put("thumbprint", log.key.verificationKey().keyId())
            .put("jwk", PublicJwk.of(log.key.verificationKey()))
            .put("validFrom", "2026-01-01T00:00:00.000Z")
            .put("validTo", "2027-01-01T00:00:00.000Z")
            .put("proof", JWS)
            .build(),
        Set.of());
    return log;
  }

  private JsonObject activation(Pack pack) {
    return JsonObject.builder()
        .put("family", pack.family())
        .put("pack", pack.id())
        .put("version", pack.version())
        .put("digest", pack.digest().hex())
        .put("effectiveFrom", "2022-01-01T00:00:00.000Z")
        .put("by", "credit-authority")
        .build();
  }

  private static JsonObject party(String id, String role) {
    return JsonObject.builder()
        .put("party", id)
        .put("role", role)
        .put("legalName", id + " Ltd")
        .put("registrationNo", "REG-1")
        .put("country", "CN")
        .put("contact", "privacy desk")
        .put("by", "credit-authority")
        .build();
  }

  /** A refused direct sale, signed with the code that is claimed, by a rule that is not there. */
  DecidedLog refuse(Optional<String> claimedCode) throws InvalidRequestException {
    now += 1_000;
    DecisionRequest request =
        DecisionRequest.parse(
            JsonObject.builder()
                .put("step", "RELEASE")
                .put("subject", SUBJECT)
                .put("caller", "plum-market")
                .put("from", "plum-market")
                .put("to", "bank-hill")
                .put("purpose", "LOAN_APPROVAL")
                .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
                .build());
    Decision decision =
        Rules.decide(state, request, Instant.ofEpochMilli(now), ShippedPacks.shelf());
    JsonObject claims = decision.toClaims(request, "dec_1", Hash.sha256());
    JsonObject.Builder signed = JsonObject.builder();
    claims.forEach(
        (name, value) -> {
          boolean claimed = name.equals("code") || name.equals("ruleId");
          if (!claimed || claimedCode.isEmpty()) {
            signed.put(name, value);
          }
        });
    claimedCode.ifPresent(code -> signed.put("code", code).put("ruleId", "R99"));
    JsonObject data =
        JsonObject.builder()
            .put("step", "RELEASE")
            .put("caller", "plum-market")
            .put("from", "plum-market")
            .put("to", "bank-hill")
            .put("purpose", "LOAN_APPROVAL")
            .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
            .put("code", decision.code().orElseThrow())
            .put("ruleIds", JsonArray.ofStrings(decision.ruleIds()))
            .put("pack", "cn-2022")
            .put("request", JWS)
            .put("decision", Jws.sign(key, "decision+jws", CanonicalJson.bytes(signed.build())))
            .build();
    append("data.denied", Optional.of(SUBJECT), data, Set.of());
    return this;
  }

  private void append(
      String name, Optional<String> subject, JsonObject data, Set<String> advances) {
    EventType type = EventTypes.get(name);
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    Body body =
        new Body(EventId.draw(now, random), type.appenders().iterator().next(), now, subject, data);
    try {
      Event event =
          Event.of(
              Seed.copyOf(seed),
              Event.stubFor(type, body, Map.of(), advances),
              body,
              Optional.empty());
      Opening opening = Opening.of(event, now, EnumSet.allOf(PartName.class));
      JsonObject line =
          JsonObject.builder().put("index", lines.size()).put("opening", opening.toJson()).build();
      state =
          state.fold(LoggedEvent.of(lines.size(), now, event.stub(), Optional.of(body.toJson())));
      entries.add(opening.entry());
      lines.add(new String(CanonicalJson.messageBytes(line), UTF_8));
    } catch (InvalidEventException e) {
      throw new AssertionError(e.field() + " " + e.rule(), e);
    }
  }

  List<String> lines() {
    return lines;
  }

  /** What the log commits to. */
  List<Hash> entries() {
    return entries;
  }
}
