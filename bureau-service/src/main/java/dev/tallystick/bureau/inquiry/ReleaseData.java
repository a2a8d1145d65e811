package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.SalePermit;
import dev.tallystick.bureau.report.CreditReport;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.Payload;
import dev.tallystick.party.RecordDigests;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/** The {@code data} of a release-2, as {@code docs/spec/events.md} defines it. */
record ReleaseData(
    Order order, SalePermit permit, Sourced sourced, CreditReport report, Sealed sealed) {

  /** The report as plaintext and as it is sent. */
  record Sealed(Payload payload, String jwe) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Sealed[" + payload + "]";
    }
  }

  JsonObject toJson(String sellerSignature) {
    InquiryRequest inquiry = order.inquiry();
    List<SourceRecord> records = report.records();
    JsonObject.Builder data =
        JsonObject.builder()
            .put("step", "RELEASE_2")
            .put("release", sealed.payload().releaseId())
            .put("from", order.bureau().value())
            .put("to", order.lender())
            .put("endUser", order.lender())
            .put("inquiry", inquiry.inquiry())
            .put("product", inquiry.product())
            .put("purpose", inquiry.purpose())
            .put("categories", sorted(permit.categories()))
            .put("recordCount", records.size())
            .put(
                "recordsRoot",
                RecordDigests.root(records.stream().map(SourceRecord::digest).toList()).hex())
            .put("payloadDigest", sealed.payload().digest().hex())
            .put("jweDigest", Payload.jweDigest(sealed.jwe()).hex())
            .put("recipientKey", permit.recipientKey().keyId())
            .put("parents", sorted(sourced.parents().keySet().stream().toList()))
            .put("fee", permit.fee())
            .put("request", order.request())
            .put("decision", permit.jws())
            .put("sellerSignature", sellerSignature);
    // None where the pack opens the edge by law.
    permit.consents().ifPresent(consents -> data.put("consents", byId(consents)));
    inquiry.purposeObject().ifPresent(object -> data.put("purposeObject", object.toJson()));
    if (report.disputedCount() > 0) {
      data.put("disputedCount", report.disputedCount());
    }
    List<JsonObject> omitted = omitted();
    if (!omitted.isEmpty()) {
      data.put("omitted", JsonArray.of(omitted));
    }
    return data.build();
  }

  private static JsonArray byId(JsonArray consents) {
    return JsonArray.of(
        consents.items().stream()
            .map(JsonObject.class::cast)
            .sorted(Comparator.comparing(consent -> consent.getString("id")))
            .toList());
  }

  /** Each category left out and why, once; the platforms are not named here. */
  private List<JsonObject> omitted() {
    TreeMap<String, JsonObject> omitted = new TreeMap<>();
    for (JsonObject each : sourced.leftOut(permit.omitted())) {
      put(omitted, each.getString("category"), each.getString("code"));
    }
    return List.copyOf(omitted.values());
  }

  private static void put(TreeMap<String, JsonObject> omitted, String category, String code) {
    // A character that no code has, and that sorts before all they have.
    omitted.put(
        category + ' ' + code,
        JsonObject.builder().put("category", category).put("code", code).build());
  }

  private static JsonArray sorted(List<String> values) {
    return JsonArray.ofStrings(values.stream().sorted().distinct().toList());
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "ReleaseData[" + order + "]";
  }
}
