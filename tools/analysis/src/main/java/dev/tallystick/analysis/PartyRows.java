package dev.tallystick.analysis;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.LicenceRecorded;
import dev.tallystick.events.type.LicenceRevoked;
import dev.tallystick.events.type.PartyRegistered;
import dev.tallystick.events.type.PartyRestored;
import dev.tallystick.events.type.PartySuspended;
import java.time.Instant;
import java.util.Optional;

/** The rows of acts about parties: registration, suspension, licences. */
final class PartyRows {
  private PartyRows() {}

  /** The row of an event, if it is such an act. */
  static Optional<TableRow> find(String type, JsonObject data) {
    return switch (type) {
      case PartyRegistered.SHORT_NAME -> Optional.of(registered(new PartyRegistered.Partial(data)));
      case PartySuspended.SHORT_NAME -> Optional.of(suspended(new PartySuspended.Partial(data)));
      case PartyRestored.SHORT_NAME -> Optional.of(restored(new PartyRestored.Partial(data)));
      case LicenceRecorded.SHORT_NAME -> Optional.of(licensed(new LicenceRecorded.Partial(data)));
      case LicenceRevoked.SHORT_NAME -> Optional.of(revoked(new LicenceRevoked.Partial(data)));
      default -> Optional.empty();
    };
  }

  private static TableRow row(String act, Optional<String> party) {
    return new TableRow(SourceTable.PARTY_ACTS)
        .put(TableColumn.ACT, act)
        .put(TableColumn.PARTY, party);
  }

  private static TableRow registered(PartyRegistered.Partial party) {
    return row("registered", party.party())
        .put(TableColumn.ROLE, party.role())
        .put(TableColumn.LEGAL_NAME, party.legalName())
        .put(TableColumn.COUNTRY, party.country());
  }

  private static TableRow suspended(PartySuspended.Partial suspension) {
    return row("suspended", suspension.party())
        .put(TableColumn.GROUND, suspension.ground())
        .put(TableColumn.UNTIL, suspension.until().map(PartyRows::time));
  }

  private static TableRow restored(PartyRestored.Partial restored) {
    return row("restored", restored.party()).put(TableColumn.GROUND, restored.ground());
  }

  private static TableRow licensed(LicenceRecorded.Partial licence) {
    return row("licensed", licence.party())
        .put(TableColumn.LICENCE, licence.licence())
        .put(TableColumn.LICENCE_NO, licence.licenceNo())
        .put(TableColumn.VALID_FROM, licence.validFrom().map(PartyRows::time))
        .put(TableColumn.VALID_TO, licence.validTo().map(PartyRows::time));
  }

  private static TableRow revoked(LicenceRevoked.Partial licence) {
    return row("licence revoked", licence.party())
        .put(TableColumn.LICENCE, licence.licence())
        .put(TableColumn.GROUND, licence.ground());
  }

  private static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }
}
