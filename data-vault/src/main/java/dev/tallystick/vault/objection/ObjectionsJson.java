package dev.tallystick.vault.objection;

import java.util.List;

/** Objections, at most 500. */
record ObjectionsJson(List<ObjectionJson> objections) {
  static ObjectionsJson of(List<Objection> objections) {
    return new ObjectionsJson(objections.stream().map(ObjectionJson::of).toList());
  }

  @Override
  public String toString() {
    return "ObjectionsJson[redacted]";
  }
}
