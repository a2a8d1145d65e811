package dev.tallystick.vault.release;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.vault.consent.DecisionQuestion;
import java.util.List;
import java.util.Optional;

/**
 * A verified request for records.
 *
 * @param row the id of its row
 * @param jws the request as the party has signed it
 */
record VerifiedReleaseRequest(String row, ReleaseRequest request, String jws) {
  static final String TO_BUREAU = "RELEASE_1";
  static final String OTHER_EDGE = "RELEASE";

  String caller() {
    return request.claims().issuer();
  }

  /** The question whether this source may release these categories. */
  DecisionQuestion question(String step, String from, List<String> categories) {
    JsonObject.Builder details =
        JsonObject.builder()
            .put("purpose", request.purpose())
            .put("categories", JsonArray.ofStrings(categories))
            .putIfPresent("endPurpose", request.endPurpose())
            .putIfPresent("endUser", request.endUser())
            .putIfPresent("inquiry", request.inquiry())
            .putIfPresent("product", request.product())
            .putIfPresent("label", request.label());
    return new DecisionQuestion(
        step,
        jws,
        request.type().typ(),
        Optional.of(request.subject()),
        caller(),
        from,
        Optional.of(request.to()),
        step.equals(TO_BUREAU) ? categories : List.of(),
        details.build());
  }

  @Override
  public String toString() {
    return "VerifiedReleaseRequest[" + row + "]";
  }
}
