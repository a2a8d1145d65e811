package dev.tallystick.portal.act;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What has just been done, told by the page that is shown afterwards. */
public enum Done {
  /** A consent was withdrawn. */
  WITHDRAWN,
  /** The same, and the log has not taken it yet. */
  PENDING,
  /** Everything was stopped. */
  FROZEN,
  /** The stop was lifted. */
  LIFTED,
  /** A consent was given. */
  GIVEN,
  /** A consent has gone to another bureau. */
  MOVED,
  /** Whether it has is not known yet. */
  MOVE_OPEN,
  /** A consent was refused. */
  SAID_NO,
  /** An objection was filed. */
  OBJECTED,
  /** A statement stands beside a record. */
  STATED,
  /** A statement was taken off. */
  UNSTATED,
  /** A record is kept and not used. */
  RESTRICTED,
  /** A record may be used again. */
  UNRESTRICTED,
  /** A party was asked for a right. */
  ASKED,
  /** A link of two identifiers was confirmed. */
  CONFIRMED,
  /** A claim about identifiers was disputed. */
  DISPUTED,
  /** A link of two identifiers was undone. */
  UNLINKED,
  /** An erasure has begun. */
  ERASING,
  /** An address for messages was set, and has to be confirmed. */
  ALERT_ASKED,
  /** How somebody is told at an address was changed. */
  ALERT_KEPT,
  /** A mail address was confirmed. */
  ALERT_CONFIRMED,
  /** An address for messages was removed. */
  ALERT_REMOVED,
  /** A complaint was filed. */
  COMPLAINED,
  /** The authority has accepted a complaint. */
  COMPLAINT_ACCEPTED,
  /** The authority has decided on a complaint. */
  COMPLAINT_DECIDED,
  /** A company has said something to a complaint about it. */
  COMPLAINT_REPLIED,
  /** A service wants a log-in of just now. */
  NOT_FRESH,
  /** A service did not answer. */
  FAILED,
  /** A service has refused. */
  REFUSED;

  /** The word in an address. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a word in an address says. */
  static Optional<Done> of(@Nullable String word) {
    for (Done each : values()) {
      if (each.word().equals(word)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** Whether nothing was changed. */
  public boolean isBad() {
    return this == FAILED || this == REFUSED || this == NOT_FRESH;
  }

  /** Whether a fresh log-in would help. */
  public boolean isNotFresh() {
    return this == NOT_FRESH;
  }
}
