package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.product.FoundProduct;
import java.util.UUID;

/** What comes of asking for the right to work on an inquiry. */
sealed interface InquiryClaim {
  /** It is the caller's, for a while. */
  record Fresh(UUID attempt, FoundProduct product) implements InquiryClaim {}

  /** It was asked for before, under the same key. */
  record Repeat(StoredInquiry inquiry) implements InquiryClaim {}

  /** The key was used for another request. */
  record OtherRequest() implements InquiryClaim {}

  /** The statement was taken before, under another key. */
  record Replayed() implements InquiryClaim {}
}
