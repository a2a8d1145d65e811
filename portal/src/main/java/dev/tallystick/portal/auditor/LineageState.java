package dev.tallystick.portal.auditor;

import dev.tallystick.portal.document.LineageRelease;

/** What became of a release, as far as the log says. */
enum LineageState {
  /** The recipient has confirmed that it has opened it. */
  CONFIRMED,
  /** The recipient has said nothing yet. */
  UNCONFIRMED,
  /** The sender has given it up. */
  UNDELIVERED,
  /** The recipient has destroyed it. */
  DESTROYED;

  static LineageState of(LineageRelease.Partial release) {
    if (release.destroyed().isPresent()) {
      return DESTROYED;
    }
    if (release.acknowledged().isPresent()) {
      return CONFIRMED;
    }
    return release.undelivered().isPresent() ? UNDELIVERED : UNCONFIRMED;
  }
}
