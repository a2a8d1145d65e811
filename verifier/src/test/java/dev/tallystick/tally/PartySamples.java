package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.Body;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.PartName;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.receipt.Opening;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.receipt.ReceiptGrade;
import dev.tallystick.keys.Jwe;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.party.Claims;
import dev.tallystick.party.Payload;
import dev.tallystick.party.ReleaseCost;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.tlog.Hash;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;

/** A report that an invented bureau has sold to an invented bank, in a log of five entries. */
final class PartySamples {
  static final String SUBJECT = "sub_mfrggzdfmztwq2lknnwg23tpoa";
  static final String BANK = "bank-riverside";
  static final String BUREAU = "bureau-north";
  static final String RELEASE = "rel_019b7c5a-3015-7000-8000-000000000001";
  static final String EVENT = "019b7c5a-3015-7000-8000-00000000002a";
  static final String ID = "_019b7c5a-2c00-7000-8000-000000000001";
  static final PartyKeys SELLER = PartyKeys.draw();

  private final Payload payload =
      Payload.ofReport(RELEASE, JsonObject.builder().put("score", 640).build(), new Random(5));
  private final String jwe;
  private final byte[] receipt;
  private final SampleLog log;

  PartySamples(PartyKeys bank) {
    jwe = Jwe.seal(payload.plaintext(), bank.decryptionKey().encryptionKey(), RELEASE, EVENT);
    Opening opening =
        Opening.of(
            event(bank.decryptionKey().keyId()),
            Samples.RECORDED,
            EnumSet.of(PartName.STUB, PartName.BODY));
    log = Samples.log(opening);
    receipt =
        new Receipt(opening, log.proof(Samples.INDEX), ReceiptGrade.DURABLE, Hash.sha256())
            .toJson();
  }

  String jwe() {
    return jwe;
  }

  byte[] receipt() {
    return receipt.clone();
  }

  SampleLog log() {
    return log;
  }

  private Event event(String recipientKey) {
    Body body =
        new Body(
            EventId.fromString(EVENT),
            "bureau-service",
            Samples.RECORDED - 10,
            Optional.of(SUBJECT),
            data(recipientKey));
    try {
      return Event.of(
          Samples.seed(),
          Event.stubFor(EventTypes.get("data.released"), body, Map.of(), List.of()),
          body,
          Optional.empty());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  private JsonObject data(String recipientKey) {
    ReleaseCost fee = new ReleaseCost(100, "CNY", "trf" + ID, "report-large", Optional.empty());
    Claims claims = new Claims(BUREAU, BANK, Samples.RECORDED / 1000, OptionalLong.empty(), "half");
    SellerStatement half =
        new SellerStatement(
            claims,
            RELEASE,
            SUBJECT,
            BANK,
            Optional.of("prd" + ID),
            payload.digest(),
            Payload.jweDigest(jwe),
            Optional.of(fee));
    return JsonObject.builder()
        .put("step", "RELEASE_2")
        .put("release", RELEASE)
        .put("from", BUREAU)
        .put("to", BANK)
        .put("purpose", "LOAN_APPROVAL")
        .put(
            "consents",
            JsonArray.of(
                List.of(JsonObject.builder().put("id", "con" + ID).put("version", 1).build())))
        .put("categories", JsonArray.ofStrings(List.of("PAYMENT.SUMMARY")))
        .put("recordCount", 0)
        .put("recordsRoot", payload.recordsRoot().hex())
        .put("payloadDigest", payload.digest().hex())
        .put("jweDigest", Payload.jweDigest(jwe).hex())
        .put("recipientKey", recipientKey)
        .put("sellerSignature", half.sign(SELLER.signingKey()))
        .put("parents", JsonArray.ofStrings(List.of(EVENT)))
        .put("product", "prd" + ID)
        .put("fee", fee.toJson())
        .put("endUser", BANK)
        .put("inquiry", "inq" + ID)
        .put("request", "a.b.c")
        .put("decision", "a.b.c")
        .build();
  }

  /** What bureau-service answers to the inquiry. */
  String answer() {
    return "{\"inquiry\":\"inq%s\",\"release\":\"%s\",\"eventId\":\"%s\",\"index\":3,\"jwe\":\"%s\",\"receipt\":%s,\"fee\":{\"amount\":100,\"currency\":\"CNY\",\"tariff\":\"trf%s\",\"line\":\"report-large\"}}"
        .formatted(ID, RELEASE, EVENT, jwe, new String(receipt, UTF_8), ID);
  }
}
