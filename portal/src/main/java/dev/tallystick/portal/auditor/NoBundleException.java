package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Absence;

/** There is no evidence bundle. */
final class NoBundleException extends Exception {
  private static final long serialVersionUID = 1L;

  private final NoBundle reason;

  NoBundleException(NoBundle reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Because something that it is made of is missing. */
  static NoBundleException of(Absence absence) {
    return new NoBundleException(
        switch (absence) {
          case NOT_ALLOWED, REFUSED -> NoBundle.NOT_FOUND;
          default -> NoBundle.AWAY;
        });
  }

  NoBundle reason() {
    return reason;
  }
}
