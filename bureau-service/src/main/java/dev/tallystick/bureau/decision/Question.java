package dev.tallystick.bureau.decision;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.party.InquiryRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * May this bureau give this lender what it has asked for?
 *
 * @param request the lender's signed statement
 * @param inquiry the same, read
 * @param categories what the report is made of
 * @param sources the release-1 events that it is made from and the platforms they came from; none
 *     in a dry run
 * @param expectedFee the fee that the lender is ready for, if it was quoted
 */
public record Question(
    BureauId bureau,
    String request,
    InquiryRequest inquiry,
    List<String> categories,
    Map<String, String> sources,
    Optional<ReleaseFee> expectedFee) {
  private static final String STEP = "RELEASE_2";

  /** Keeps its own copies, in order. */
  public Question {
    categories = List.copyOf(new TreeSet<>(categories));
    sources = Map.copyOf(sources);
  }

  /** The first question, before any record is asked for; nothing comes of it. */
  public static Question dryRun(
      BureauId bureau, String request, InquiryRequest inquiry, Collection<String> categories) {
    return new Question(
        bureau, request, inquiry, List.copyOf(categories), Map.of(), Optional.empty());
  }

  /** Whether nothing is released by the answer. */
  public boolean isDryRun() {
    return sources.isEmpty();
  }

  JsonObject toJson() {
    JsonObject.Builder json =
        JsonObject.builder()
            .put("step", STEP)
            .put("dryRun", isDryRun())
            .put("request", request)
            .put("requestType", inquiry.type().typ())
            .put("subject", inquiry.subject())
            .put("caller", inquiry.claims().issuer())
            .put("from", bureau.value())
            .put("to", inquiry.claims().issuer())
            .put("endUser", inquiry.claims().issuer())
            .put("purpose", inquiry.purpose())
            .put("inquiry", inquiry.inquiry())
            .put("product", inquiry.product())
            .put("consent", inquiry.consent())
            .put("categories", JsonArray.ofStrings(categories));
    inquiry.purposeObject().ifPresent(object -> json.put("purposeObject", object.toJson()));
    if (!sources.isEmpty()) {
      json.put("parents", parents());
    }
    expectedFee.ifPresent(fee -> json.put("fee", fee.toJson()));
    return json.build();
  }

  private JsonArray parents() {
    return JsonArray.of(
        new TreeMap<>(sources)
            .entrySet().stream()
                .map(
                    source ->
                        JsonObject.builder()
                            .put("event", source.getKey())
                            .put("from", source.getValue())
                            .build())
                .toList());
  }
}
