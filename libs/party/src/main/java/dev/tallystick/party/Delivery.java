package dev.tallystick.party;

import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.party.document.DeliveredRelease;
import dev.tallystick.party.document.StatedCost;
import dev.tallystick.tlog.NoteVerifier;
import java.util.List;
import java.util.Optional;

/**
 * A release as a service hands it over: sealed, and with its receipt. Nothing of it is checked yet.
 *
 * @param omitted what was left out, and why
 */
public record Delivery(
    String release,
    String eventId,
    long index,
    String jwe,
    JsonObject receipt,
    Optional<ReleaseCost> fee,
    List<JsonObject> omitted) {
  /** Keeps a copy of the list. */
  public Delivery {
    omitted = List.copyOf(omitted);
  }

  /** Reads a service's answer. */
  public static Delivery of(JsonObject answer) throws MalformedAnswerException {
    try {
      DeliveredRelease release = DeliveredRelease.read(answer);
      return new Delivery(
          release.release(),
          release.eventId(),
          release.index(),
          release.jwe(),
          release.receipt(),
          release.fee().map(fee -> ReleaseCost.of(StatedCost.read(fee))),
          release.omitted());
    } catch (IllegalMemberException e) {
      throw new MalformedAnswerException("lacks " + e.member() + ", which " + e.rule());
    } catch (IllegalFieldException e) {
      throw new MalformedAnswerException("has a fee whose " + e.getMessage());
    }
  }

  /** The receipt as it goes into a file. */
  public byte[] receiptBytes() {
    return CanonicalJson.messageBytes(receipt);
  }

  /** Makes all checks of {@link ReceivedRelease}. */
  public OpenedPayload open(DecryptionKeys keys, NoteVerifier log, ExpectedRelease expected)
      throws InvalidReleaseException {
    return ReceivedRelease.open(jwe, receiptBytes(), keys, log, expected);
  }

  /** Shows no payload. */
  @Override
  public String toString() {
    return "Delivery[" + release + " at " + index + "]";
  }
}
