package dev.tallystick.approvals;

import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.type.AdminActedInternal;
import dev.tallystick.events.type.EventData;
import dev.tallystick.producer.EventFactory;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** The entries about privileged acts. Without the proof of one nothing may be done. */
@Singleton
public final class ApprovalLog {
  private static final Logger LOG = Logger.getLogger(ApprovalLog.class);

  private final EventFactory factory;
  private final LogWriter log;

  ApprovalLog(EventFactory factory, LogWriter log) {
    this.factory = factory;
    this.log = log;
  }

  /** A new id. */
  EventId drawId() {
    return factory.drawId();
  }

  /** An event about what an account does; the account stands in the internal part. */
  Event event(EventData data, Optional<String> subject, String account) {
    AdminActedInternal internal =
        new AdminActedInternal(account, Optional.empty(), Optional.empty(), Optional.empty());
    try {
      return factory.create(data, subject, Optional.of(internal.toJson()), Map.of(), List.of());
    } catch (InvalidEventException e) {
      throw new IllegalStateException("this service made an event that is none", e);
    }
  }

  /** Stores an event in the transaction of the calling thread. */
  void store(Event event) {
    log.store(event);
  }

  /**
   * Appends an event that something is about to rest on.
   *
   * @throws ApprovalProblem if there is no proof that the log has it
   */
  void require(Event event) {
    try {
      var unusedReceipt = log.append(event);
    } catch (LogUnavailableException | AppendRefusedException e) {
      LOG.warnf("the log does not take %s", event.id());
      throw ApprovalProblem.auditUnavailable();
    }
  }

  /**
   * Makes sure that the log has an event that was stored before.
   *
   * @throws ApprovalProblem if there is no proof of it
   */
  void requireLogged(EventId event) {
    if (!(log.receiptOf(event) instanceof LookUp.Found)) {
      throw ApprovalProblem.auditUnavailable();
    }
  }
}
