package dev.tallystick.events;

/** How long the body of an event lives. The stub and the entry stay for ever. */
public enum EventClass {
  /** Dies by whole days, three years or more after the event. */
  EXCHANGE,
  /** Lives while anything rests on it. */
  STATE
}
