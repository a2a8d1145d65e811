package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.document.StatedPurpose;

/**
 * What a purpose is about, such as the loan application that a report is asked for.
 *
 * @param kind such as {@code APPLICATION} or {@code LOAN}
 * @param ref the asking party's own reference; no personal data
 */
public record PurposeReference(String kind, String ref) {
  /** Refuses kinds that are not in the list, and references of another form. */
  public PurposeReference {
    Form.PURPOSE_OBJECT.require("purposeObject.kind", kind);
    Form.REF.require("purposeObject.ref", ref);
  }

  static PurposeReference of(StatedPurpose object) {
    return new PurposeReference(object.kind(), object.ref());
  }

  StatedPurpose toDocument() {
    return new StatedPurpose(kind, ref);
  }

  /** As JSON, as in events. */
  public JsonObject toJson() {
    return toDocument().toJson();
  }
}
