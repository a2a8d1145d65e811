package dev.tallystick.party;

import dev.tallystick.events.json.JsonObject;

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

  static PurposeReference read(Members members) {
    PurposeReference object = new PurposeReference(members.text("kind"), members.text("ref"));
    members.end();
    return object;
  }

  /** As JSON, as in events. */
  public JsonObject toJson() {
    return JsonObject.builder().put("kind", kind).put("ref", ref).build();
  }
}
