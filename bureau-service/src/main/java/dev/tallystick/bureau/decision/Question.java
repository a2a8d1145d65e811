package dev.tallystick.bureau.decision;

import dev.tallystick.bureau.decision.SaleQuestionDocument.ParentJson;
import dev.tallystick.bureau.json.JsonForms;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
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

  JsonObject toJson() {
    String lender = inquiry.claims().issuer();
    return JsonForms.write(
        new SaleQuestionDocument(
            STEP,
            isDryRun(),
            request,
            inquiry.type().typ(),
            inquiry.subject(),
            lender,
            bureau.value(),
            lender,
            lender,
            inquiry.purpose(),
            inquiry.purposeObject().map(PurposeReference::toJson),
            inquiry.inquiry(),
            inquiry.product(),
            inquiry.consent(),
            categories,
            sources.isEmpty() ? Optional.empty() : Optional.of(parents()),
            expectedFee.map(ReleaseFee::toJson)));
  }

  private List<ParentJson> parents() {
    return new TreeMap<>(sources)
        .entrySet().stream()
            .map(source -> new ParentJson(source.getKey(), source.getValue()))
            .toList();
  }
}
