package dev.tallystick.bureau.inquiry;

import java.util.UUID;

/** What comes of asking for the right to work on an inquiry. */
sealed interface Claim {
  /** It is the caller's, for a while. */
  record Fresh(UUID attempt) implements Claim {}

  /** It was asked for before, under the same key. */
  record Repeat(InquiryRow row) implements Claim {}

  /** The key was used for another request. */
  record OtherRequest() implements Claim {}

  /** The statement was taken before, under another key. */
  record Replayed() implements Claim {}
}
