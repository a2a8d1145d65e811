package dev.tallystick.producer;

import dev.tallystick.events.Event;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LoggedReceipt;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A service's listener, which has the writer injected as real ones have. */
@Singleton
class WiredListener implements OutboxListener {
  final List<String> logged = new CopyOnWriteArrayList<>();
  private final LogWriter writer;

  WiredListener(LogWriter writer) {
    this.writer = writer;
  }

  @Override
  public void logged(Event event, LoggedReceipt receipt) {
    logged.add(event.id() + " " + writer.backlog());
  }

  @Override
  public void refused(Event event, AppendRefusedException refusal) {
    throw new AssertionError(refusal);
  }

  @Override
  public void lapsed(Event event) {
    throw new AssertionError(event);
  }
}
