package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/**
 * Sees whether an answer leaves: it is SENT when its last byte was handed to the network. What
 * became of it is noted then, once for the receipt and the try; until then its row is an intent
 * that the log has.
 */
@Singleton
final class AnswerDelivery {
  private static final Logger LOG = Logger.getLogger(AnswerDelivery.class);

  private final InquirySteps steps;
  private final ManagedExecutor workers;

  AnswerDelivery(InquirySteps steps, ManagedExecutor workers) {
    this.steps = steps;
    this.workers = workers;
  }

  /** Counts a try, and whether it has worked, when it is over. */
  void watch(RoutingContext exchange, InquiryAnswer answer) {
    exchange.addEndHandler(ended -> workers.execute(() -> left(answer, ended.succeeded())));
  }

  private void left(InquiryAnswer answer, boolean isSent) {
    try {
      steps.left(answer.bureau(), answer.attempt(), answer.loggedAt(), isSent);
    } catch (RuntimeException e) {
      // It counts as not sent then; the lender's acknowledgement restores what is reversed.
      LOG.warn("An answer has left, and that could not be noted", e);
    }
  }
}
