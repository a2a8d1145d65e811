package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.InquiryRequest;
import java.util.UUID;

/** What comes of handing in an inquiry. */
sealed interface Admission {
  /** It was answered before: the answer of the first time. */
  record Replay(InquiryAnswer answer) implements Admission {}

  /** It is the caller's to work on. */
  record Started(BureauId bureau, UUID attempt, InquiryRequest inquiry, long takenNanos)
      implements Admission {}

  /** What leaves, and the row to say so in. */
  record InquiryAnswer(BureauId bureau, UUID attempt, JsonObject json) {}
}
