package dev.tallystick.producer;

import dev.tallystick.events.AppendRefusedException;
import dev.tallystick.events.Event;
import dev.tallystick.events.LoggedReceipt;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A listener that writes down what it is told, and fails as often as it is asked to. */
final class Told implements OutboxListener {
  final List<String> outcomes = new CopyOnWriteArrayList<>();
  final AtomicInteger failures = new AtomicInteger();

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

  private void failIfAsked() {
    if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
      throw new IllegalStateException("asked to fail");
    }
  }
}
