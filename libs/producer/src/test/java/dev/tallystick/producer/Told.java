package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that writes down what it is told, and fails as often as it is asked to. */
final class Told implements OutboxListener {
  final List<String> outcomes = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();
  final AtomicBoolean reissues = new AtomicBoolean();

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    failIfAsked();
    outcomes.add("logged " + event.id() + " at " + receipt.index());
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    outcomes.add("refused " + event.id() + " " + refusal.code());
  }

  @Override
  public void lapsed(Event event) {
    outcomes.add("lapsed " + event.id());
  }

  @Override
  public boolean reissues(Event event) {
    return reissues.get();
  }

  /** This listener, before which something happens when an event is logged. */
  OutboxListener after(Callable<?> before) {
    return new OutboxListener() {
      @Override
      public void logged(Event event, LoggedReceipt receipt) {
        try {
          before.call();
        } catch (Exception e) {
          throw new AssertionError(e);
        }
        Told.this.logged(event, receipt);
      }

      @Override
      public void refused(Event event, AppendRefusedException refusal) {
        Told.this.refused(event, refusal);
      }

      @Override
      public void lapsed(Event event) {
        Told.this.lapsed(event);
      }
    };
  }

  /** As if the process ended here: nothing after it runs. */
  static final class Stopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  private void failIfAsked() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("asked to fail");
    }
  }
}
