package dev.tallystick.events;

/** Whether a member must be there, may be there, or must not. */
public enum Presence {
  REQUIRED,
  OPTIONAL,
  FORBIDDEN
}
