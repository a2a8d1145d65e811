package dev.tallystick.vault.release;

import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.vault.document.OmittedHead;
import java.util.OptionalLong;

/** A source that was left out, and the refusal that it would have been. */
record OmittedSource(String from, Ruling.Denied refusal) {

  JsonObject toJson() {
    return with(OptionalLong.empty());
  }

  /** As a row keeps it: the same and the status. */
  JsonObject toRow() {
    return with(OptionalLong.of(refusal.status()));
  }

  private JsonObject with(OptionalLong status) {
    return new OmittedHead(from, status).toJson().with(refusal.toJson());
  }

  static OmittedSource ofRow(JsonObject row) {
    OmittedHead head = OmittedHead.read(row);
    return new OmittedSource(
        head.from(), Ruling.Denied.read(row, (int) head.status().orElseThrow()));
  }

  static OmittedSource of(String from, String code, int status) {
    return new OmittedSource(from, Ruling.Denied.of(code, status));
  }
}
