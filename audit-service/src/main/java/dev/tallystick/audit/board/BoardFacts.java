package dev.tallystick.audit.board;

import dev.tallystick.audit.board.BoardFact.Measure;
import dev.tallystick.audit.parity.CaseTimes;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReceived;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataUndelivered;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.events.type.FeeReversed;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.LoanShare;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.ReleaseFee;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Takes the figures out of entries. What an entry of another step or role says is no figure. */
final class BoardFacts {
  private static final String NO_SOURCES = "INSUFFICIENT_SOURCES";

  private final LoggedContext log;

  BoardFacts(LoggedContext log) {
    this.log = log;
  }

  /** What a release counts as: a sale of a bureau, or a platform's own hand-over. */
  List<BoardFact> of(DataReleased release, long recordedMillis) {
    Counter counter = new Counter(recordedMillis);
    if (release.step() == DataReleased.Step.RELEASE && isDirect(release.from(), release.to())) {
      return List.of(counter.of(Measure.DIRECT, "", release.to()));
    }
    if (!isSale(release)) {
      return List.of();
    }
    List<BoardFact> facts = new ArrayList<>();
    facts.add(counter.of(Measure.SOLD, release.from(), release.to()));
    OptionalLong opened =
        release.inquiry().map(InquiryId::value).map(CaseTimes::opened).orElse(OptionalLong.empty());
    if (opened.isPresent()) {
      long time = Math.max(0, recordedMillis - opened.getAsLong());
      facts.add(counter.time(release.from(), CaseTimes.rounded(time)));
    }
    release
        .fee()
        .filter(fee -> fee.amount() > 0)
        .ifPresent(fee -> facts.add(counter.money(Measure.FEE, release, fee)));
    return facts;
  }

  /** What a refusal counts as, once for each time that it says. */
  Optional<BoardFact> of(DataDenied.Partial denied, long recordedMillis) {
    if (denied.from().isEmpty() || denied.to().isEmpty()) {
      return Optional.empty();
    }
    String from = denied.from().get();
    String to = denied.to().get();
    Counter counter = new Counter(recordedMillis);
    String step = denied.step().orElse("");
    if (step.equals(DataReleased.Step.RELEASE.wire()) && isDirect(from, to)) {
      return Optional.of(counter.of(Measure.DIRECT_REFUSED, "", to));
    }
    return step.equals(DataReleased.Step.RELEASE_2.wire())
            && denied.code().filter(NO_SOURCES::equals).isPresent()
        ? Optional.of(counter.of(Measure.NO_SOURCES, from, to))
        : Optional.empty();
  }

  /** What a report that did not leave counts as; one that its lender did not fetch is none. */
  Optional<BoardFact> of(DataUndelivered undelivered, long recordedMillis) {
    return log.release(undelivered.release())
        .filter(release -> isSale(release) && isOfTheBureau(undelivered))
        .map(
            release ->
                new Counter(recordedMillis).of(Measure.UNDELIVERED, release.from(), release.to()));
  }

  /** What an acknowledgement counts as that finds a given up report to have arrived. */
  List<BoardFact> of(DataReceived received, long recordedMillis) {
    if (received.voids().isEmpty()) {
      return List.of();
    }
    Optional<DataReleased> found = log.release(received.release()).filter(BoardFacts::isSale);
    if (found.isEmpty()) {
      return List.of();
    }
    DataReleased release = found.get();
    Counter counter = new Counter(recordedMillis);
    List<BoardFact> facts = new ArrayList<>();
    if (log.undelivered(received.voids().get()).filter(BoardFacts::isOfTheBureau).isPresent()) {
      facts.add(counter.of(Measure.ARRIVED, release.from(), release.to()));
    }
    release
        .fee()
        .filter(fee -> fee.amount() > 0)
        .ifPresent(fee -> facts.add(counter.money(Measure.FEE, release, fee)));
    return facts;
  }

  /** What a reversal counts as. */
  Optional<BoardFact> of(FeeReversed reversed, long recordedMillis) {
    return log.release(reversed.release())
        .filter(BoardFacts::isSale)
        .map(
            release ->
                new Counter(recordedMillis).money(Measure.FEE_BACK, release, reversed.fee()));
  }

  /** What a lender's decision counts as: an approval, of the product that it inquired for. */
  Optional<BoardFact> of(DecisionReported decision, long recordedMillis) {
    if (decision.outcome() != DecisionReported.Outcome.APPROVED) {
      return Optional.empty();
    }
    return decision.releases().stream()
        .map(log::release)
        .flatMap(Optional::stream)
        .filter(BoardFacts::isSale)
        .filter(release -> release.inquiry().filter(decision.inquiry()::equals).isPresent())
        .findFirst()
        .map(
            release ->
                new BoardFact(
                    CaseTimes.month(recordedMillis),
                    Measure.APPROVED,
                    release.from(),
                    product(release),
                    "",
                    0,
                    decision.lender()));
  }

  /** What an opened loan counts as. */
  static List<BoardFact> of(LoanOpened loan, long recordedMillis) {
    Counter counter = new Counter(recordedMillis);
    List<BoardFact> facts = new ArrayList<>();
    facts.add(counter.of(Measure.LOAN, "", loan.lender()));
    if (!loan.shares().isEmpty()) {
      facts.add(counter.of(Measure.JOINT_LOAN, "", loan.lender()));
    }
    return facts;
  }

  /** Whom a loan was given with, one pair for each partner. */
  static List<JointPartners> partners(LoanOpened loan, long recordedMillis) {
    return loan.shares().stream()
        .map(LoanShare::party)
        .filter(party -> !party.equals(loan.lender()))
        .map(party -> new JointPartners(CaseTimes.month(recordedMillis), loan.lender(), party))
        .toList();
  }

  private static boolean isSale(DataReleased release) {
    return release.step() == DataReleased.Step.RELEASE_2;
  }

  private static boolean isOfTheBureau(DataUndelivered undelivered) {
    return undelivered.reason() == DataUndelivered.Reason.NO_ANSWER
        || undelivered.reason() == DataUndelivered.Reason.RESTARTED;
  }

  private boolean isDirect(String from, String to) {
    return log.role(from).filter("PLATFORM"::equals).isPresent()
        && log.role(to).filter("LENDER"::equals).isPresent();
  }

  private static String product(DataReleased release) {
    return release.product().map(ProductId::value).orElse("");
  }

  private static final class Counter {
    private final int month;

    Counter(long recordedMillis) {
      this.month = CaseTimes.month(recordedMillis);
    }

    BoardFact of(Measure measure, String bureau, String lender) {
      return new BoardFact(month, measure, bureau, "", "", 0, lender);
    }

    BoardFact time(String bureau, long millis) {
      return new BoardFact(month, Measure.TIME, bureau, "", "", millis, "");
    }

    BoardFact money(Measure measure, DataReleased release, ReleaseFee fee) {
      return new BoardFact(
          month, measure, release.from(), product(release), fee.currency(), fee.amount(), "");
    }
  }
}
