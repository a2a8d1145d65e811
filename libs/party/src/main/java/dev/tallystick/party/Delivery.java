package dev.tallystick.party;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.tlog.NoteVerifier;
import java.util.ArrayList;
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
    Optional<ReleaseCost> fee;
    try {
      fee = answer.findObject("fee").map(price -> ReleaseCost.read(new Members(price)));
    } catch (IllegalFieldException e) {
      throw new MalformedAnswerException("has a fee whose " + e.getMessage());
    }
    return new Delivery(
        Answers.text(answer, "release"),
        Answers.text(answer, "eventId"),
        Answers.integer(answer, "index"),
        Answers.text(answer, "jwe"),
        Answers.object(answer, "receipt"),
        fee,
        objects(answer, "omitted"));
  }

  static List<JsonObject> objects(JsonObject answer, String name) {
    List<JsonObject> objects = new ArrayList<>();
    List<JsonValue> items = answer.findArray(name).map(JsonArray::items).orElse(List.of());
    for (JsonValue item : items) {
      if (item instanceof JsonObject object) {
        objects.add(object);
      }
    }
    return objects;
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
