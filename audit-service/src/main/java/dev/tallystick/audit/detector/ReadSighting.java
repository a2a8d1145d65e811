package dev.tallystick.audit.detector;

import dev.tallystick.audit.honey.HoneyPersons;
import dev.tallystick.audit.sealing.OpenedParts;
import dev.tallystick.audit.sealing.OpeningSeal;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.DataDenied;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.DataReleasedInternal;
import dev.tallystick.events.type.DecisionReported;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.LoanOpened;
import dev.tallystick.events.type.StaffRead;
import dev.tallystick.events.type.StaffReadInternal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What detectors see of an entry. Entries that an authority has sealed, and those whose body is
 * erased or cannot be read, are not seen.
 */
final class ReadSighting {
  private static final int RELEASED = EventTypes.get(DataReleased.SHORT_NAME).code();
  private static final int DENIED = EventTypes.get(DataDenied.SHORT_NAME).code();
  private static final int DECIDED = EventTypes.get(DecisionReported.SHORT_NAME).code();
  private static final int OPENED = EventTypes.get(LoanOpened.SHORT_NAME).code();
  private static final int READ = EventTypes.get(StaffRead.SHORT_NAME).code();

  /** The types that they look at. */
  static final List<Integer> TYPES = List.of(RELEASED, DENIED, DECIDED, OPENED, READ);

  private final OpeningSeal seal;

  ReadSighting(OpeningSeal seal) {
    this.seal = seal;
  }

  /** All that is to be seen of an entry, of whatever type. */
  List<Sighting> readAll(StoredEntry row, HoneyPersons.Known honey) {
    List<Sighting> seen = new ArrayList<>();
    if (TYPES.contains(row.typeCode())) {
      read(row).ifPresent(seen::add);
    }
    if (!honey.isEmpty()) {
      honey
          .touched(row, seal.openStub(row))
          .map(
              person ->
                  Sighting.ofHoney(new Sighting.Place(row.id(), row.recordedMillis()), person))
          .ifPresent(seen::add);
    }
    return seen;
  }

  private Optional<Sighting> read(StoredEntry row) {
    if (seal.openStub(row).isSealed()) {
      return Optional.empty();
    }
    Optional<OpenedParts> opened = seal.find(row);
    return opened.isEmpty()
        ? Optional.empty()
        : sighting(
            row.typeCode(),
            new Sighting.Place(row.id(), row.recordedMillis()),
            seal.body(row, opened.get()),
            seal.internal(row, opened.get()));
  }

  private static Optional<Sighting> sighting(
      int type, Sighting.Place place, Body body, Optional<JsonObject> internal) {
    Sighting.About person =
        Sighting.About.NOTHING.ofPerson(body.subject().map(EventLabels::ofSubject));
    if (type == RELEASED) {
      return release(place, person, DataReleased.read(body.data()), internal);
    } else if (type == DENIED) {
      return refusal(place, person, DataDenied.read(body.data()));
    } else if (type == DECIDED) {
      DecisionReported data = DecisionReported.read(body.data());
      return once(
          Sighting.Kind.DECISION,
          place,
          data.lender(),
          person.inInquiry(Optional.of(data.inquiry().value())));
    } else if (type == OPENED) {
      return once(Sighting.Kind.LOAN, place, LoanOpened.read(body.data()).lender(), person);
    } else {
      return staffRead(place, person, body, internal);
    }
  }

  /**
   * A lender's query is what was sold or passed on to it. A platform's supply is for the lender in
   * whose inquiry the bureau asks; that stands in the part that the platform does not get.
   */
  private static Optional<Sighting> release(
      Sighting.Place place,
      Sighting.About person,
      DataReleased data,
      Optional<JsonObject> internal) {
    return switch (data.step()) {
      case RELEASE_1 ->
          once(
              Sighting.Kind.SUPPLY,
              place,
              data.from(),
              person.forPartner(
                  internal.map(DataReleasedInternal::read).flatMap(DataReleasedInternal::endUser)));
      case RELEASE_2, ONWARD ->
          once(
              Sighting.Kind.QUERY,
              place,
              data.to(),
              person.inInquiry(data.inquiry().map(InquiryId::value)).forPurpose(data.purpose()));
      case RELEASE -> Optional.empty();
    };
  }

  /** Whoever was to receive it has asked; of what has no recipient, whoever called. */
  private static Optional<Sighting> refusal(
      Sighting.Place place, Sighting.About person, DataDenied data) {
    return switch (data.step()) {
      case RELEASE, RELEASE_2, ONWARD ->
          Optional.of(
              new Sighting(
                  Sighting.Kind.REFUSED_QUERY,
                  place,
                  Optional.of(data.to().orElse(data.caller())),
                  data.repeats().orElse(1),
                  person));
      default -> Optional.empty();
    };
  }

  private static Optional<Sighting> staffRead(
      Sighting.Place place, Sighting.About person, Body body, Optional<JsonObject> internal) {
    return internal
        .map(StaffReadInternal::read)
        .map(
            part ->
                new Sighting(
                    Sighting.Kind.STAFF_READ,
                    place,
                    StaffRead.read(body.data()).party(),
                    1,
                    person.byStaff(body.source() + "/" + part.staff())));
  }

  private static Optional<Sighting> once(
      Sighting.Kind kind, Sighting.Place place, String party, Sighting.About about) {
    return Optional.of(new Sighting(kind, place, Optional.of(party), 1, about));
  }
}
