package dev.tallystick.audit.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.events.EventId;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.ConsentId;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.DecisionReportId;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.events.type.DecisionReported.Outcome;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.LoanId;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.events.type.TariffId;
import dev.tallystick.tlog.Hash;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What an entry counts as. */
class BoardFactsTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final long DECEMBER = Instant.parse("2026-12-03T10:00:00Z").toEpochMilli();
  private static final Hash DIGEST = Hash.sha256(new byte[] {1});
  private static final String BUREAU = "bureau-north";
  private static final String BANK = "bank-riverside";

  private final Map<EventId, DataReleased> releases = new HashMap<>();
  private final Map<EventId, DataUndelivered> undelivered = new HashMap<>();
  private final Map<String, String> roles =
      Map.of(BUREAU, "BUREAU", BANK, "LENDER", "mall-east", "PLATFORM");
  private final BoardFacts facts = new BoardFacts(new Told());
  private final InquiryId inquiry = new InquiryId("inq_" + EventId.draw(DECEMBER - 12_345, RANDOM));
  private final ProductId product = new ProductId("prd_" + id());

  /** A log of what a test puts into it. */
  private final class Told implements LoggedContext {
    @Override
    public Optional<DataReleased> release(EventId id) {
      return Optional.ofNullable(releases.get(id));
    }

    @Override
    public Optional<DataUndelivered> undelivered(EventId id) {
      return Optional.ofNullable(undelivered.get(id));
    }

    @Override
    public Optional<String> role(String party) {
      return Optional.ofNullable(roles.get(party));
    }
  }

  private static EventId id() {
    return EventId.draw(DECEMBER, RANDOM);
  }

  private static JsonObject.Builder release(String step, String from, String to) {
    return JsonObject.builder()
        .put("step", step)
        .put("release", "rel_" + id())
        .put("from", from)
        .put("to", to)
        .put("purpose", "LOAN_APPROVAL")
        .put("categories", JsonArray.ofStrings(List.of("SHOPPING.AGGREGATE")))
        .put("recordCount", 1)
        .put("recordsRoot", DIGEST.hex())
        .put("payloadDigest", DIGEST.hex())
        .put("jweDigest", DIGEST.hex())
        .put("recipientKey", "1Ec2oWsdfFPxCt3etn4Yp1fs3dnKfP3erThunWBoWv0")
        .put("sellerSignature", "e30.e30.AAAA")
        .put("request", "e30.e30.AAAA")
        .put("decision", "e30.e30.AAAA");
  }

  private DataReleased sale(long amount) {
    return DataReleased.read(
        release("RELEASE_2", BUREAU, BANK)
            .put("parents", JsonArray.ofStrings(List.of(id().toString())))
            .put("product", product.value())
            .put("fee", fee(amount).toJson())
            .put("endUser", BANK)
            .put("inquiry", inquiry.value())
            .build());
  }

  private static ReleaseFee fee(long amount) {
    return new ReleaseFee(
        amount, "CNY", new TariffId("trf_" + id()), "score-small", Optional.empty());
  }

  private EventId logged(DataReleased release) {
    EventId id = id();
    releases.put(id, release);
    return id;
  }

  private BoardFact fact(Measure measure, String bureau, String lender) {
    return new BoardFact(202612, measure, bureau, "", "", 0, lender);
  }

  private BoardFact money(Measure measure, long amount) {
    return new BoardFact(202612, measure, BUREAU, product.value(), "CNY", amount, "");
  }

  @Test
  void sale_isCounted_withItsTimeToTwoDigits_andItsFee() {
    assertThat(facts.of(sale(100), DECEMBER))
        .containsExactly(
            fact(Measure.SOLD, BUREAU, BANK),
            new BoardFact(202612, Measure.TIME, BUREAU, "", "", 12_000, ""),
            money(Measure.FEE, 100));
    assertThat(facts.of(sale(0), DECEMBER))
        .extracting(BoardFact::measure)
        .containsExactly(Measure.SOLD, Measure.TIME);
  }

  @Test
  void direct_isAPlatformsReleaseToALender_only() {
    assertThat(facts.of(DataReleased.read(release("RELEASE", "mall-east", BANK).build()), DECEMBER))
        .containsExactly(fact(Measure.DIRECT, "", BANK));
    assertThat(
            facts.of(DataReleased.read(release("RELEASE", "mall-east", BUREAU).build()), DECEMBER))
        .isEmpty();
    assertThat(facts.of(DataReleased.read(release("RELEASE", BANK, "mall-east").build()), DECEMBER))
        .isEmpty();
  }

  @Test
  void refusal_countsIfItIsOfADirectSale_orForWantOfSources() {
    assertThat(facts.of(denied("RELEASE", "mall-east", "DIRECT_PROVISION_PROHIBITED"), DECEMBER))
        .contains(fact(Measure.DIRECT_REFUSED, "", BANK));
    assertThat(facts.of(denied("RELEASE_2", BUREAU, "INSUFFICIENT_SOURCES"), DECEMBER))
        .contains(fact(Measure.NO_SOURCES, BUREAU, BANK));
    assertThat(facts.of(denied("RELEASE_2", BUREAU, "QUERY_CONSENT_MISSING"), DECEMBER)).isEmpty();
    assertThat(facts.of(denied("RELEASE", BUREAU, "DIRECT_PROVISION_PROHIBITED"), DECEMBER))
        .isEmpty();
  }

  private static DataDenied.Partial denied(String step, String from, String code) {
    return new DataDenied.Partial(
        JsonObject.builder()
            .put("step", step)
            .put("caller", from)
            .put("from", from)
            .put("to", BANK)
            .put("code", code)
            .build());
  }

  @Test
  void approval_isOfTheProductThatWasInquiredFor() {
    EventId sold = logged(sale(100));

    assertThat(facts.of(decision(Outcome.APPROVED, inquiry, sold), DECEMBER))
        .contains(new BoardFact(202612, Measure.APPROVED, BUREAU, product.value(), "", 0, BANK));
    assertThat(facts.of(decision(Outcome.DECLINED, inquiry, sold), DECEMBER)).isEmpty();
    assertThat(facts.of(decision(Outcome.APPROVED, new InquiryId("inq_" + id()), sold), DECEMBER))
        .isEmpty();
    assertThat(facts.of(decision(Outcome.APPROVED, inquiry, id()), DECEMBER))
        .as("a sale that is erased")
        .isEmpty();
  }

  private static DecisionReported decision(Outcome outcome, InquiryId inquiry, EventId sold) {
    return new DecisionReported(
        new DecisionReportId("dcn_" + id()),
        inquiry,
        BANK,
        BUREAU,
        outcome,
        outcome == Outcome.DECLINED ? List.of("income too low") : List.of(),
        List.of(sold),
        OptionalLong.empty());
  }

  @Test
  void reversal_takesTheFeeBack_andALateAcknowledgementRestoresIt() {
    EventId sold = logged(sale(100));
    EventId givenUp = givenUp(sold, DataUndelivered.Reason.NO_ANSWER);

    assertThat(
            facts.of(
                FeeReversed.builder()
                    .release(sold)
                    .from(BUREAU)
                    .to(BANK)
                    .fee(fee(100))
                    .reason(FeeReversed.Reason.UNDELIVERED)
                    .cause(givenUp)
                    .build(),
                DECEMBER))
        .contains(money(Measure.FEE_BACK, 100));
    assertThat(facts.of(received(sold, Optional.of(givenUp)), DECEMBER))
        .containsExactly(fact(Measure.ARRIVED, BUREAU, BANK), money(Measure.FEE, 100));
    assertThat(facts.of(received(sold, Optional.empty()), DECEMBER)).isEmpty();
  }

  @Test
  void reportThatItsLenderDidNotFetch_isNoFailureOfTheBureau() {
    EventId sold = logged(sale(100));

    for (DataUndelivered.Reason reason : DataUndelivered.Reason.values()) {
      boolean isOfTheBureau =
          reason == DataUndelivered.Reason.NO_ANSWER || reason == DataUndelivered.Reason.RESTARTED;
      assertThat(facts.of(Objects.requireNonNull(undelivered.get(givenUp(sold, reason))), DECEMBER))
          .as(reason.wire())
          .isEqualTo(
              isOfTheBureau
                  ? Optional.of(fact(Measure.UNDELIVERED, BUREAU, BANK))
                  : Optional.empty());
    }
    EventId lapsed = givenUp(sold, DataUndelivered.Reason.LAPSED);
    assertThat(facts.of(received(sold, Optional.of(lapsed)), DECEMBER))
        .containsExactly(money(Measure.FEE, 100));
  }

  private EventId givenUp(EventId sold, DataUndelivered.Reason reason) {
    EventId id = id();
    undelivered.put(id, new DataUndelivered(sold, BUREAU, BANK, reason, 1));
    return id;
  }

  private static DataReceived received(EventId sold, Optional<EventId> voids) {
    return new DataReceived(
        sold,
        1,
        DIGEST,
        BUREAU,
        BANK,
        DIGEST,
        2,
        DIGEST,
        Instant.ofEpochMilli(DECEMBER),
        voids,
        "e30.e30.AAAA");
  }

  @Test
  void loan_ofSeveral_isAJointOne_withEachPartnerOfTheLender() {
    LoanOpened alone = loan();
    LoanOpened joint =
        loan(
            new LoanShare("bank-hill", 2_000),
            new LoanShare(BANK, 4_500),
            new LoanShare("mall-east", 3_500));

    assertThat(BoardFacts.of(alone, DECEMBER)).containsExactly(fact(Measure.LOAN, "", BANK));
    assertThat(BoardFacts.partners(alone, DECEMBER)).isEmpty();
    assertThat(BoardFacts.of(joint, DECEMBER))
        .containsExactly(fact(Measure.LOAN, "", BANK), fact(Measure.JOINT_LOAN, "", BANK));
    assertThat(BoardFacts.partners(joint, DECEMBER))
        .containsExactly(
            new JointPartners(202612, BANK, "bank-hill"),
            new JointPartners(202612, BANK, "mall-east"));
  }

  private static LoanOpened loan(LoanShare... shares) {
    return LoanOpened.builder()
        .loan(new LoanId("loan_" + id()))
        .kind(LoanOpened.Kind.LOAN)
        .lender(BANK)
        .bureau(BUREAU)
        .consent(new ConsentId("con_" + id()))
        .openedOn(LocalDate.of(2026, 12, 3))
        .shares(List.of(shares))
        .build();
  }
}
