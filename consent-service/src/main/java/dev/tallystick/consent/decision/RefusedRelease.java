package dev.tallystick.consent.decision;

import dev.tallystick.consent.denial.Denial;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.ConsentRef;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataDeniedInternal;
import dev.tallystick.events.type.DecisionId;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.Omission;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.rules.Decision;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Writes a refused decision as the log records it. */
final class RefusedRelease {
  private RefusedRelease() {}

  /**
   * The refusal for the log. At RELEASE_1 the lender and both signed texts are internal, since the
   * platform reads the body.
   *
   * @param id of the decision, by which both sides and the person have it explained
   */
  static Denial denial(
      String id,
      Decision decision,
      DecisionRequest request,
      String signedRequest,
      String signedDecision) {
    Decision.Refusal refusal = decision.refusal().orElseThrow();
    DataDenied.Builder data =
        DataDenied.builder()
            .step(DataDenied.Step.of(request.step().name()))
            .caller(request.caller())
            .from(request.from())
            .to(request.to())
            .purpose(request.what().purpose())
            .endPurpose(request.what().endPurpose())
            .categories(new TreeSet<>(request.what().categories()))
            .code(refusal.code())
            .ruleIds(ruleIds(decision, refusal))
            .pack(decision.basis().pack())
            .label(request.label())
            .decisionId(new DecisionId(id))
            .consents(consents(decision.granted().consents()))
            .omitted(omitted(decision.omitted()));
    if (request.step() == Step.RELEASE_2) {
      data.product(request.what().product().map(ProductId::new));
    }
    Optional<String> endUser = request.parties().endUser();
    Optional<InquiryId> inquiry = request.chain().inquiry().map(InquiryId::new);
    return switch (request.step()) {
      case DEPOSIT ->
          Denial.of(
              request.subject(), data.request(signedRequest).decision(signedDecision).build());
      case RELEASE_1 ->
          new Denial(
              request.subject(),
              data.build(),
              Optional.of(
                  DataDeniedInternal.builder()
                      .endUser(endUser)
                      .inquiry(inquiry)
                      .request(signedRequest)
                      .decision(signedDecision)
                      .build()));
      default ->
          Denial.of(
              request.subject(),
              data.endUser(endUser)
                  .inquiry(inquiry)
                  .request(signedRequest)
                  .decision(signedDecision)
                  .build());
    };
  }

  private static List<String> ruleIds(Decision decision, Decision.Refusal refusal) {
    return decision.ruleIds().isEmpty() ? List.of(refusal.ruleId()) : decision.ruleIds();
  }

  private static List<ConsentRef> consents(List<dev.tallystick.rules.state.ConsentRef> consents) {
    return consents.stream()
        .map(ref -> new ConsentRef(new ConsentId(ref.id()), ref.version()))
        .toList();
  }

  private static List<Omission> omitted(List<dev.tallystick.rules.Omission> omitted) {
    return omitted.stream().map(one -> new Omission(one.category(), one.code())).toList();
  }
}
