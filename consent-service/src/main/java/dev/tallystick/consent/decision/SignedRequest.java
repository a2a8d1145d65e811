package dev.tallystick.consent.decision;

import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.SignedStatementProblem;
import dev.tallystick.consent.party.PartyVerification;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.DepositStatement;
import dev.tallystick.party.Expected;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.InvalidStatementException;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.rules.DecisionRequest;
import dev.tallystick.rules.ParentRef;
import dev.tallystick.rules.PurposeObject;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What the caller has signed. A front service cannot ask for more than its party did: each member
 * of the question is held against the statement.
 *
 * @param type the kind that the front service says it is
 */
record SignedRequest(String jws, String type) {
  private static final String VAULT = "data-vault";
  private static final String INQUIRY = "inquiry+jws";
  private static final String STANDING_INQUIRY = "standing-inquiry+jws";

  /** SHA-256 of the statement, by which the decision names it. */
  Hash digest() {
    return Hash.sha256(jws.getBytes(StandardCharsets.US_ASCII));
  }

  /** What a statement says that holds; several questions may be covered by one. */
  interface Statement {
    /**
     * Returns if the question asks for nothing else than the statement does.
     *
     * @throws dev.tallystick.consent.ConsentProblem if it does
     */
    void cover(DecisionRequest question);
  }

  /** For whom the statement of a question is meant. */
  String audience(DecisionRequest request) {
    return type.equals(INQUIRY) || type.equals(STANDING_INQUIRY) ? request.from() : VAULT;
  }

  /**
   * Reads what the caller has signed, now, for whom it is meant.
   *
   * @throws SignedStatementProblem if the statement does not hold
   */
  Statement read(State state, DecisionRequest request, Instant now) {
    VerificationKeys keys =
        state
            .party(request.caller())
            .map(caller -> PartyVerification.keysOf(caller, now.toEpochMilli()))
            .orElse(keyId -> Optional.empty());
    Expected expected = new Expected(request.caller(), audience(request), now);
    try {
      return switch (type) {
        case INQUIRY -> {
          InquiryRequest signed = InquiryRequest.verify(jws, keys, expected);
          yield question -> covers(signed, question);
        }
        case STANDING_INQUIRY -> {
          InquiryRequest signed = InquiryRequest.verifyStanding(jws, keys, expected);
          yield question -> covers(signed, question);
        }
        case "deposit+jws" -> {
          DepositStatement signed = DepositStatement.verify(jws, keys, expected);
          yield question -> covers(signed, question);
        }
        case "handover+jws" -> {
          HandoverRequest signed = HandoverRequest.verify(jws, keys, expected);
          yield question -> covers(signed, question);
        }
        default -> {
          ReleaseRequest signed = ReleaseRequest.verify(jws, keys, expected);
          yield question -> covers(signed, question);
        }
      };
    } catch (InvalidStatementException e) {
      throw new SignedStatementProblem(e, "request");
    }
  }

  private static void covers(InquiryRequest signed, DecisionRequest asked) {
    same("step", asked.step().name(), Optional.of("RELEASE_2"));
    same("subject", signed.subject(), asked.subject());
    same("product", signed.product(), asked.what().product());
    same("purpose", signed.purpose(), asked.what().purpose());
    same("inquiry", signed.inquiry(), asked.chain().inquiry());
    same("consent", signed.consent(), asked.named().consent());
    Optional<PurposeObject> object =
        signed.purposeObject().map(one -> new PurposeObject(one.kind(), one.ref()));
    if (!object.equals(asked.what().purposeObject())) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("purposeObject", "as-signed");
    }
    within("categories", asked.what().categories(), signed.categories());
  }

  private static void covers(ReleaseRequest signed, DecisionRequest asked) {
    if (!List.of("RELEASE_1", "RELEASE", "ONWARD").contains(asked.step().name())) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("step", "as-signed");
    }
    same("subject", signed.subject(), asked.subject());
    same("to", signed.to(), asked.to());
    same("purpose", signed.purpose(), asked.what().purpose());
    within("from", List.of(asked.from()), signed.from());
    within("categories", asked.what().categories(), signed.categories());
    sameOrNone("endPurpose", signed.endUse().purpose(), asked.what().endPurpose());
    sameOrNone("endUser", signed.endUse().user(), asked.parties().endUser());
    sameOrNone("inquiry", signed.endUse().inquiry(), asked.chain().inquiry());
    sameOrNone("product", signed.endUse().product(), asked.what().product());
    sameOrNone("label", signed.label(), asked.label());
  }

  private static void covers(HandoverRequest signed, DecisionRequest asked) {
    if (!List.of("RELEASE", "ONWARD").contains(asked.step().name())) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("step", "as-signed");
    }
    same("subject", signed.subject(), asked.subject());
    same("from", asked.caller(), Optional.of(asked.from()));
    same("to", signed.to(), asked.to());
    same("purpose", signed.purpose(), asked.what().purpose());
    Optional<PurposeObject> object =
        signed.purposeObject().map(one -> new PurposeObject(one.kind(), one.ref()));
    if (!object.equals(asked.what().purposeObject())) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("purposeObject", "as-signed");
    }
    if (!asked.what().categories().equals(new TreeSet<>(signed.categories()))) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("categories", "as-signed");
    }
    List<String> parents = asked.chain().parents().stream().map(ParentRef::event).sorted().toList();
    if (!parents.equals(signed.parents())) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem("parents", "as-signed");
    }
  }

  private static void covers(DepositStatement signed, DecisionRequest asked) {
    same("step", asked.step().name(), Optional.of("DEPOSIT"));
    same("agreement", signed.agreement(), asked.named().agreement());
    same("from", asked.caller(), Optional.of(asked.from()));
  }

  /** What is asked and not signed would be the front service's own idea. */
  private static void same(String field, String signed, Optional<String> asked) {
    if (!asked.equals(Optional.of(signed))) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem(field, "as-signed");
    }
  }

  private static void sameOrNone(String field, Optional<String> signed, Optional<String> asked) {
    if (!asked.equals(signed)) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem(field, "as-signed");
    }
  }

  /** None signed means all. */
  private static void within(String field, Collection<String> asked, Collection<String> signed) {
    if (!signed.isEmpty() && !signed.containsAll(asked)) {
      throw DecisionProblemCode.REQUEST_DIFFERS.problem(field, "as-signed");
    }
  }
}
