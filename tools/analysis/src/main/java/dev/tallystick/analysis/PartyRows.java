package dev.tallystick.analysis;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.LicenceRecorded;
import dev.tallystick.events.type.LicenceRevoked;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.PartyRestored;
import dev.tallystick.events.type.PartySuspended;
import java.util.Optional;

/** The rows of acts about parties: registration, suspension, licences. */
final class PartyRows {
  private PartyRows() {}

  /** The row of an event, if it is such an act. */
  static Optional<TableRow> find(String type, JsonObject data) {
    return switch (type) {
      case PartyRegistered.SHORT_NAME ->
          Optional.of(
              row("registered", data, "role")
                  .put("legal_name", data.findString("legalName"))
                  .put("country", data.findString("country")));
      case PartySuspended.SHORT_NAME ->
          Optional.of(row("suspended", data, "ground").put("until", data.findString("until")));
      case PartyRestored.SHORT_NAME -> Optional.of(row("restored", data, "ground"));
      case LicenceRecorded.SHORT_NAME ->
          Optional.of(
              row("licensed", data, "licence")
                  .put("licence_no", data.findString("licenceNo"))
                  .put("valid_from", data.findString("validFrom"))
                  .put("valid_to", data.findString("validTo")));
      case LicenceRevoked.SHORT_NAME ->
          Optional.of(
              row("licence revoked", data, "licence").put("ground", data.findString("ground")));
      default -> Optional.empty();
    };
  }

  private static TableRow row(String act, JsonObject data, String member) {
    return new TableRow(SourceTable.PARTY_ACTS)
        .put("act", act)
        .put("party", data.findString("party"))
        .put(member, data.findString(member));
  }
}
