package dev.tallystick.bureau.feed;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * Why a feed ends, and where in the log.
 *
 * @param index the entry that ends it; empty if no entry does
 * @param code the refusal, if it was one
 */
record FeedEnd(Reason reason, OptionalLong index, Optional<String> code) {
  /** What ends a feed. */
  enum Reason {
    /** The person has withdrawn the consent, or its time is over. */
    CONSENT_ENDED,
    /** The rules have refused a report. */
    DENIED,
    /** The person has had their data erased. */
    ERASURE,
    /** The lender wanted no more. */
    LENDER,
    /** The loan is over. */
    LOAN_CLOSED,
    /** The lender or the bureau is suspended, or has lost a licence. */
    PARTY_SUSPENDED,
    /** The lender's standing inquiry is over. */
    STATEMENT_EXPIRED
  }

  /** An end by an entry of the log. */
  static FeedEnd at(Reason reason, long index) {
    return new FeedEnd(reason, OptionalLong.of(index), Optional.empty());
  }

  /** An end that no entry tells. */
  static FeedEnd of(Reason reason) {
    return new FeedEnd(reason, OptionalLong.empty(), Optional.empty());
  }
}
