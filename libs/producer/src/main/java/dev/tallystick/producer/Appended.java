package dev.tallystick.producer;

import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.append.LoggedReceipt;

/** What became of an event that was appended together with others. */
public sealed interface Appended {
  /** It is logged. */
  record Logged(LoggedReceipt receipt) implements Appended {}

  /** The log refused it: it is not logged. */
  record Refused(AppendRefusedException refusal) implements Appended {}

  /** There is no proof, so what was to follow must not happen; it may be logged all the same. */
  record Open(LogUnavailableException reason) implements Appended {}
}
