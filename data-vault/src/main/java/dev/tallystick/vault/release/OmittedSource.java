package dev.tallystick.vault.release;

import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.json.JsonObject;

/** A source that was left out, and the refusal that it would have been. */
record OmittedSource(String from, Ruling.Denied refusal) {

  JsonObject toJson() {
    JsonObject.Builder json = JsonObject.builder().put("from", from);
    refusal.toJson().forEach(json::put);
    return json.build();
  }

  /** As a row keeps it: the same and the status. */
  JsonObject toRow() {
    JsonObject.Builder row = JsonObject.builder().put("status", refusal.status());
    toJson().forEach(row::put);
    return row.build();
  }

  static OmittedSource ofRow(JsonObject row) {
    return new OmittedSource(
        row.getString("from"), Ruling.Denied.read(row, (int) row.getInteger("status")));
  }

  static OmittedSource of(String from, String code, int status) {
    return new OmittedSource(from, Ruling.Denied.of(code, status));
  }
}
