package dev.tallystick.vault.release;

import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.party.ReleaseRequest;
import java.util.List;
import java.util.Optional;

/**
 * A verified request for records.
 *
 * @param row the id of its row
 * @param unstored who has sent it under which key, as long as it has no row
 * @param jws the request as the party has signed it
 */
record VerifiedReleaseRequest(
    String row,
    Optional<ReleaseRequestRepository.Key> unstored,
    ReleaseRequest request,
    String jws) {
  static final String TO_BUREAU = "RELEASE_1";
  static final String OTHER_EDGE = "RELEASE";

  /** The same once it has its row. */
  VerifiedReleaseRequest stored() {
    return new VerifiedReleaseRequest(row, Optional.empty(), request, jws);
  }

  String caller() {
    return request.claims().issuer();
  }

  /** The question whether this source may release these categories. */
  DecisionQuestion question(String step, String from, List<String> categories) {
    return DecisionQuestion.builder()
        .step(step)
        .dryRun(false)
        .request(jws)
        .requestType(request.type().typ())
        .subject(Optional.of(request.subject()))
        .caller(caller())
        .from(from)
        .to(Optional.of(request.to()))
        .purpose(Optional.of(request.purpose()))
        .endPurpose(request.endUse().purpose())
        .endUser(request.endUse().user())
        .inquiry(request.endUse().inquiry())
        .product(request.endUse().product())
        .label(request.label())
        .categories(categories)
        .recordCategories(step.equals(TO_BUREAU) ? categories : List.of())
        .build();
  }

  @Override
  public String toString() {
    return "VerifiedReleaseRequest[" + row + "]";
  }
}
