package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.decision.DecisionProblem;
import dev.tallystick.bureau.decision.Decisions;
import dev.tallystick.bureau.decision.Permit;
import dev.tallystick.bureau.decision.Question;
import dev.tallystick.bureau.entry.EntryProblem;
import dev.tallystick.bureau.product.Product.Output;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.LogWriter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * The last steps of an inquiry: the decision that counts, the entry in the log, and only then the
 * answer. If what the decision rests on has moved, it is asked for once more.
 */
@Singleton
final class Seller {
  private static final Logger LOG = Logger.getLogger(Seller.class);
  private static final Set<String> DECIDE_ANEW =
      Set.of(
          AppendRefusedException.GUARD_MOVED, AppendRefusedException.CLOCK_SKEW, "DECISION_LAPSED");
  private static final String FEE_CHANGED = "FEE_NOT_IN_TARIFF";

  private final Decisions decisions;
  private final SaleMaker maker;
  private final InquiryStore store;
  private final LogWriter log;
  private final Answers answers;
  private final Clock clock;

  Seller(
      Decisions decisions,
      SaleMaker maker,
      InquiryStore store,
      LogWriter log,
      Answers answers,
      Clock clock) {
    this.decisions = decisions;
    this.maker = maker;
    this.store = store;
    this.log = log;
    this.answers = answers;
    this.clock = clock;
  }

  /**
   * Sells a report of these sources.
   *
   * @return the answer; the log has the release
   * @throws OutcomeUnknownException if the log may have it
   */
  JsonObject sell(UUID attempt, Order order, Sourced sourced, JsonObject quotedFee) {
    try {
      return sell(attempt, order, sourced, Optional.of(quotedFee));
    } catch (ChangedException e) {
      LOG.debugf("An inquiry is decided on anew: %s", e.getMessage());
    }
    try {
      return sell(attempt, order, sourced, Optional.empty());
    } catch (ChangedException e) {
      throw new InquiryProblem.GuardMoved();
    }
  }

  private JsonObject sell(
      UUID attempt, Order order, Sourced sourced, Optional<JsonObject> quotedFee)
      throws ChangedException {
    Permit permit = decide(order, sourced, quotedFee);
    requireEnough(order, permit.categories(), sourced);
    Sale sale = maker.make(order, permit, sourced);
    store.intent(order.bureau(), attempt, sale, clock.instant());
    LoggedReceipt receipt = append(attempt, order, sale);
    try {
      JsonObject answer = answers.complete(sale, receipt);
      store.logged(order.bureau(), attempt, answer, Instant.ofEpochMilli(receipt.recordedMillis()));
      return answer;
    } catch (LogUnavailableException e) {
      throw new OutcomeUnknownException();
    }
  }

  private Permit decide(Order order, Sourced sourced, Optional<JsonObject> quotedFee)
      throws ChangedException {
    try {
      return decisions.ask(
          new Question(
              order.bureau(),
              order.request(),
              order.inquiry(),
              List.copyOf(sourced.categories()),
              sourced.parents(),
              quotedFee));
    } catch (DecisionProblem e) {
      if (quotedFee.isPresent() && e.code().equals(FEE_CHANGED)) {
        throw new ChangedException(e.code());
      }
      throw e;
    }
  }

  private LoggedReceipt append(UUID attempt, Order order, Sale sale) throws ChangedException {
    try {
      return log.append(sale.event());
    } catch (AppendRefusedException e) {
      store.withdrawIntent(order.bureau(), attempt, clock.instant());
      if (DECIDE_ANEW.contains(e.code())) {
        throw new ChangedException(e.code());
      }
      LOG.errorf("The log refuses a release: %s", e.getMessage());
      throw new EntryProblem.AuditUnavailable();
    } catch (LogUnavailableException e) {
      LOG.warnf("A release is not recorded: %s", e.getMessage());
      if (e.mayBeLogged()) {
        throw new OutcomeUnknownException();
      }
      store.withdrawIntent(order.bureau(), attempt, clock.instant());
      throw new EntryProblem.AuditUnavailable();
    }
  }

  /** Refuses if what the product needs is not there or may not be used. */
  static void requireEnough(Order order, List<String> usable, Sourced sourced) {
    Set<String> missing = new TreeSet<>(order.product().terms().scope().required());
    missing.removeIf(
        category -> usable.contains(category) && sourced.categories().contains(category));
    if (!missing.isEmpty() || sourced.sources().isEmpty()) {
      throw new InquiryProblem.InsufficientSources(missing, sourced.omitted());
    }
    for (String category : order.product().terms().scope().required()) {
      if (order.product().gives(Output.SCORE) && sourced.isHeldBack(category)) {
        throw new InquiryProblem.SourceConflict();
      }
    }
  }

  /** The log, or the price, is no longer as it was when it was asked. */
  private static final class ChangedException extends Exception {
    private static final long serialVersionUID = 1L;

    ChangedException(String code) {
      super(code);
    }
  }

  /** The log may have the release; what comes of it is found out in the background. */
  static final class OutcomeUnknownException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutcomeUnknownException() {
      super("whether the log has the release is not known");
    }
  }
}
