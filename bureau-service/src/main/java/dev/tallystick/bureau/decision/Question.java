package dev.tallystick.bureau.decision;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.directory.document.ParentRelease;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.PurposeReference;
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

  DecisionQuestion forConsentService() {
    String lender = inquiry.claims().issuer();
    return DecisionQuestion.builder()
        .step(STEP)
        .dryRun(isDryRun())
        .request(request)
        .requestType(inquiry.type().typ())
        .subject(Optional.of(inquiry.subject()))
        .caller(lender)
        .from(bureau.value())
        .to(Optional.of(lender))
        .endUser(Optional.of(lender))
        .purpose(Optional.of(inquiry.purpose()))
        .purposeObject(inquiry.purposeObject().map(PurposeReference::toJson))
        .inquiry(Optional.of(inquiry.inquiry()))
        .product(Optional.of(inquiry.product()))
        .consent(Optional.of(inquiry.consent()))
        .categories(categories)
        .parents(parents())
        .fee(expectedFee)
        .build();
  }

  private List<ParentRelease> parents() {
    return new TreeMap<>(sources)
        .entrySet().stream()
            .map(source -> new ParentRelease(source.getKey(), Optional.of(source.getValue())))
            .toList();
  }
}
