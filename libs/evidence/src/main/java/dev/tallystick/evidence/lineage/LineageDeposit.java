package dev.tallystick.evidence.lineage;

import dev.tallystick.events.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * A deposit that records of a release came in. One that is not filed under whoever asked has no
 * index.
 *
 * @param event its entry's event id
 * @param chunk its {@code chk_} id
 * @param from who deposited
 * @param index its place in the log
 * @param recordedAt when the log recorded it
 * @param distance how many generations away it is
 */
public record LineageDeposit(
    String event,
    Optional<String> chunk,
    Optional<String> from,
    OptionalLong index,
    Optional<String> recordedAt,
    OptionalLong distance) {

  static LineageDeposit read(JsonObject json, String where) throws MalformedLineageException {
    LineageMembers members = new LineageMembers(json, where);
    members.requireOnly(Set.of("event", "chunk", "from", "index", "recordedAt", "distance"));
    OptionalLong index = members.findNumber("index");
    if (index.isPresent()) {
      members.text("recordedAt");
      members.text("chunk");
      members.text("from");
    }
    return new LineageDeposit(
        members.text("event"),
        members.findText("chunk"),
        members.findText("from"),
        index,
        members.findText("recordedAt"),
        members.findNumber("distance"));
  }
}
