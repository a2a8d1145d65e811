package dev.tallystick.events.receipt;

import dev.tallystick.events.PartName;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.document.OpenedPartDocument;
import dev.tallystick.events.document.OpeningDocument;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException.Reason;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/** The JSON form of an opening. */
final class OpeningForm {
  private OpeningForm() {}

  static Opening read(JsonObject json) throws MalformedOpeningException {
    OpeningDocument opening;
    try {
      opening = OpeningDocument.read(json);
    } catch (IllegalMemberException e) {
      throw new MalformedOpeningException(e.member(), e.rule());
    }
    OpenedPart stub = part(opening.stub(), PartName.STUB);
    OpenedPart body = part(opening.body(), PartName.BODY);
    OpenedPart internal = part(opening.internal(), PartName.INTERNAL);
    requirePresent(stub, PartName.STUB);
    requirePresent(body, PartName.BODY);
    return new Opening(opening.recordedMillis(), stub, body, internal);
  }

  private static OpenedPart part(OpenedPartDocument part, PartName name)
      throws MalformedOpeningException {
    String path = name.wireName();
    if (part.hash().isPresent()) {
      if (part.nonce().isPresent() || part.value().isPresent()) {
        throw new MalformedOpeningException(path, "has only the members that are defined for it");
      }
      return new OpenedPart.Withheld(part.hash().get());
    }
    byte[] nonce =
        part.nonce()
            .orElseThrow(() -> new MalformedOpeningException(path + ".nonce", "must be there"))
            .toByteArray();
    if (part.value().isEmpty()) {
      return OpenedPart.Shown.absent(nonce);
    }
    JsonObject value = part.value().get();
    Reason violation = CanonicalJson.violation(value, 0);
    if (violation != null) {
      throw new MalformedOpeningException(
          path + ".value", "is of the event model: " + violation.rule());
    }
    return OpenedPart.Shown.of(nonce, value);
  }

  private static void requirePresent(OpenedPart part, PartName name)
      throws MalformedOpeningException {
    if (Opening.isAbsent(part)) {
      throw new MalformedOpeningException(name.wireName() + ".value", "must be there");
    }
  }

  static JsonObject write(Opening opening) {
    return new OpeningDocument(
            opening.recordedMillis(),
            write(opening.stub()),
            write(opening.body()),
            write(opening.internal()))
        .toJson();
  }

  private static OpenedPartDocument write(OpenedPart part) {
    if (part instanceof OpenedPart.Withheld withheld) {
      return OpenedPartDocument.builder().hash(withheld.hash()).build();
    }
    if (part instanceof OpenedPart.Shown shown) {
      return new OpenedPartDocument(
          Optional.of(Hash.takeOwnershipOf(shown.nonce())), shown.value(), Optional.empty());
    }
    throw new AssertionError("a kind of part without a form");
  }
}
