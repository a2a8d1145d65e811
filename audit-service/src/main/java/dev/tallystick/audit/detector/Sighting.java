package dev.tallystick.audit.detector;

import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.util.Optional;

/**
 * What a detector sees of an entry of the log.
 *
 * @param party who did it: the lender that asks, decides or lends, the platform that supplies, the
 *     party whose staff reads; empty if the entry names none
 * @param times how often it was done; an entry may count what was refused again and again
 */
record Sighting(Kind kind, Place place, Optional<String> party, long times, About about) {

  /** What was done. */
  enum Kind {
    /** A report was sold, or records were passed on. */
    QUERY,
    /** The same was asked for and refused. */
    REFUSED_QUERY,
    /** Somebody of a staff looked at records. */
    STAFF_READ,
    /** A lender has told what it decided. */
    DECISION,
    /** A platform supplied a bureau with records. */
    SUPPLY,
    /** A lender has opened a loan. */
    LOAN,
    /** An entry names a person whom an authority has invented. */
    HONEY
  }

  /**
   * Which entry it is.
   *
   * @param atMillis when the log took it
   */
  record Place(EventId event, long atMillis) {}

  /**
   * What it was about, as far as its kind says.
   *
   * @param person the label of the person; never their token
   * @param staff the member of staff, with the service that says so
   * @param partner the lender in whose inquiry a platform supplies
   * @param inquiry the inquiry that it belongs to
   * @param purpose what for
   */
  record About(
      Optional<Hash> person,
      Optional<String> staff,
      Optional<String> partner,
      Optional<String> inquiry,
      Optional<String> purpose) {
    static final About NOTHING =
        new About(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    About ofPerson(Optional<Hash> label) {
      return new About(label, staff, partner, inquiry, purpose);
    }

    About byStaff(String ref) {
      return new About(person, Optional.of(ref), partner, inquiry, purpose);
    }

    About forPartner(Optional<String> lender) {
      return new About(person, staff, lender, inquiry, purpose);
    }

    About inInquiry(Optional<String> id) {
      return new About(person, staff, partner, id, purpose);
    }

    About forPurpose(String code) {
      return new About(person, staff, partner, inquiry, Optional.of(code));
    }

    /** Shows nobody. */
    @Override
    public String toString() {
      return "About[redacted]";
    }
  }

  /**
   * That an entry names an invented person; not who has caused it, which the alarm must not say.
   */
  static Sighting ofHoney(Place place, Hash person) {
    return new Sighting(
        Kind.HONEY, place, Optional.empty(), 1, About.NOTHING.ofPerson(Optional.of(person)));
  }

  EventId event() {
    return place.event();
  }

  long atMillis() {
    return place.atMillis();
  }

  /** Whether somebody asked for data, whatever the answer was. */
  boolean isQuery() {
    return kind == Kind.QUERY || kind == Kind.REFUSED_QUERY;
  }
}
