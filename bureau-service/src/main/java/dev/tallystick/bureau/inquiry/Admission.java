package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.product.FoundProduct;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import java.time.Instant;
import java.util.UUID;

/** What comes of handing in an inquiry. */
sealed interface Admission {
  /** It was answered before: the answer of the first time. */
  record Replay(InquiryAnswer answer) implements Admission {}

  /** It is the caller's to work on. */
  record Started(
      BureauId bureau, UUID attempt, InquiryRequest inquiry, FoundProduct product, long takenNanos)
      implements Admission {}

  /**
   * What leaves, and the row to say so in.
   *
   * @param loggedAt when the log took its release in
   */
  record InquiryAnswer(BureauId bureau, UUID attempt, Instant loggedAt, JsonObject json) {}
}
