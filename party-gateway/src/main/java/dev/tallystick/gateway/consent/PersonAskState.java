package dev.tallystick.gateway.consent;

/** How far an ask for a consent is. */
public enum PersonAskState {
  /** The suite has not taken it yet. */
  QUEUED,
  /** The person is asked. */
  ASKED,
  /** The log has the consent. */
  GIVEN,
  /** The log has the person's no. */
  REFUSED,
  /** Nobody has answered in time. */
  LAPSED,
  /** The suite has refused it. */
  FAILED
}
