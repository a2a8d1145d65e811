package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.Inquiries.Outcome;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.context.ManagedExecutor;
import org.jboss.logging.Logger;

/** Sees whether an answer leaves: it is SENT when its last byte was handed to the network. */
@Singleton
final class Sending {
  private static final Logger LOG = Logger.getLogger(Sending.class);

  private final InquiryStore store;
  private final ManagedExecutor workers;

  Sending(InquiryStore store, ManagedExecutor workers) {
    this.store = store;
    this.workers = workers;
  }

  /** Counts a try, and notes when it has worked. */
  void watch(RoutingContext exchange, Outcome outcome) {
    store.sending(outcome.bureau(), outcome.attempt());
    exchange.addEndHandler(
        ended -> {
          if (ended.succeeded()) {
            workers.execute(() -> sent(outcome));
          }
        });
  }

  private void sent(Outcome outcome) {
    try {
      store.sent(outcome.bureau(), outcome.attempt());
    } catch (RuntimeException e) {
      // It counts as not sent then; the lender's acknowledgement restores what is reversed.
      LOG.warn("An answer has left, and that could not be noted", e);
    }
  }
}
