package dev.tallystick.vault.alert;

/** Brings messages to addresses of one kind. */
interface AlertDelivery {
  AlertChannel channel();

  /**
   * Tries once to send a message, for less time than the message is leased. Outside of any
   * transaction.
   */
  AlertQueue.Outcome send(AlertMessage message);
}
