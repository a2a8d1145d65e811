package dev.tallystick.consent;

import static dev.tallystick.consent.Organisation.time;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.AgreementSignature;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/** What the parties of the tests have on file besides their supply agreement. */
public final class Filed {
  private Filed() {}

  /** A collection plan for every category of the shipped pack. */
  public static JsonObject plan() {
    return plan(everyCategory(), Instant.now().minusSeconds(60));
  }

  /** A collection plan from an instant on. */
  public static JsonObject plan(List<String> categories, Instant from) {
    return JsonObject.builder()
        .put("kind", "COLLECTION")
        .put("categories", JsonArray.ofStrings(categories))
        .put("sources", JsonArray.ofStrings(List.of("platforms under agreement")))
        .put("method", "sealed releases")
        .put("effectiveFrom", time(from))
        .build();
  }

  /** An impact assessment for every category of the shipped pack. */
  public static JsonObject assessment(String from, String to) {
    return JsonObject.builder()
        .put("fromRole", from)
        .put("toRole", to)
        .put("categories", JsonArray.ofStrings(everyCategory()))
        .put("contents", JsonArray.ofStrings(List.of("IMPACT", "LAWFULNESS", "MEASURES")))
        .put("report", Hash.sha256("what it may do to people".getBytes(UTF_8)).hex())
        .put("validFrom", time(Instant.now().minusSeconds(60)))
        .put("validTo", time(Instant.now().plus(Duration.ofDays(365))))
        .build();
  }

  private static List<String> everyCategory() {
    return ShippedPacks.get("cn-2022").categories().keySet().stream()
        .filter(name -> !name.endsWith(".*"))
        .toList();
  }

  /** An agreement with a processor, signed by both. */
  public static JsonObject processing(Organisation by, Organisation processor, String instruction) {
    return signed(
        "PROCESSING",
        by,
        processor,
        List.of("PURPOSE_METHOD_SCOPE", "RETURN_OR_DELETE", "SECURITY", "SUPERVISION"),
        JsonObject.builder().put("instruction", instruction));
  }

  /** An agreement of a bureau that closes, with an approval of the regulator. */
  public static JsonObject exit(Organisation closing, Organisation taking, String approval) {
    return signed(
        "EXIT",
        closing,
        taking,
        List.of("PURPOSE_METHOD_SCOPE", "SECURITY"),
        JsonObject.builder().put("approvalRef", approval));
  }

  private static JsonObject signed(
      String kind,
      Organisation provider,
      Organisation receiver,
      List<String> clauses,
      JsonObject.Builder request) {
    String agreement = World.id("agr");
    Hash text = Hash.sha256("what both have agreed on".getBytes(UTF_8));
    List<JsonObject> signatures = new ArrayList<>();
    for (Organisation signer : List.of(provider, receiver)) {
      AgreementSignature signature =
          new AgreementSignature(
              signer.claims("consent-service"), agreement, text, provider.id(), receiver.id());
      signatures.add(
          JsonObject.builder()
              .put("party", signer.id())
              .put("jws", signature.sign(signer.keys().signingKey()))
              .build());
    }
    return request
        .put("agreement", agreement)
        .put("kind", kind)
        .put("provider", provider.id())
        .put("receiver", receiver.id())
        .put("clauses", JsonArray.ofStrings(clauses))
        .put("textHash", text.hex())
        .put("validFrom", time(Instant.now().minusSeconds(60)))
        .put("validTo", time(Instant.now().plus(Duration.ofDays(300))))
        .put("signatures", JsonArray.of(signatures))
        .build();
  }

  /** An agreement on the use of reports with a lender that was vetted today. */
  public static JsonObject use(Organisation bureau, Organisation lender) {
    String agreement = World.id("agr");
    Hash text = Hash.sha256("what a lender may do with a report".getBytes(UTF_8));
    List<JsonObject> signatures = new ArrayList<>();
    for (Organisation signer : List.of(bureau, lender)) {
      AgreementSignature signature =
          new AgreementSignature(
              signer.claims("consent-service"), agreement, text, bureau.id(), lender.id());
      signatures.add(
          JsonObject.builder()
              .put("party", signer.id())
              .put("jws", signature.sign(signer.keys().signingKey()))
              .build());
    }
    return JsonObject.builder()
        .put("agreement", agreement)
        .put("kind", "USE")
        .put("provider", bureau.id())
        .put("receiver", lender.id())
        .put(
            "clauses",
            JsonArray.ofStrings(
                List.of(
                    "CONSENT",
                    "CORRECTION",
                    "OBJECTION",
                    "PURPOSE_METHOD_SCOPE",
                    "SECURITY",
                    "SUPERVISION")))
        .put("textHash", text.hex())
        .put("validFrom", time(Instant.now().minusSeconds(60)))
        .put("validTo", time(Instant.now().plus(Duration.ofDays(300))))
        .put("reviewedOn", LocalDate.now(ZoneId.of("Asia/Shanghai")).toString())
        .put("signatures", JsonArray.of(signatures))
        .build();
  }
}
