package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Admission.InquiryAnswer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** Sees whether an answer leaves: it is SENT when its last byte was handed to the network. */
@Singleton
final class AnswerDelivery {
  private static final Logger LOG = Logger.getLogger(AnswerDelivery.class);

  private final InquirySteps steps;
  private final ManagedExecutor workers;

  AnswerDelivery(InquirySteps steps, ManagedExecutor workers) {
    this.steps = steps;
    this.workers = workers;
  }

  /** Counts a try, and notes when it has worked. */
  void watch(RoutingContext exchange, InquiryAnswer answer) {
    steps.sending(answer.bureau(), answer.attempt());
    exchange.addEndHandler(
        ended -> {
          if (ended.succeeded()) {
            workers.execute(() -> sent(answer));
          }
        });
  }

  private void sent(InquiryAnswer answer) {
    try {
      steps.sent(answer.bureau(), answer.attempt());
    } catch (RuntimeException e) {
      // It counts as not sent then; the lender's acknowledgement restores what is reversed.
      LOG.warn("An answer has left, and that could not be noted", e);
    }
  }
}
