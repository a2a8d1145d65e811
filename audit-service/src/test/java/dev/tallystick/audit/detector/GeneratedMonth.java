package dev.tallystick.audit.detector;

import dev.tallystick.audit.detector.Sighting.About;
import dev.tallystick.audit.detector.Sighting.Kind;
import dev.tallystick.events.EventId;
import dev.tallystick.tlog.Hash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * A month of invented lenders, platforms and clerks, the same for the same seed. It has what is
 * unusual and lawful too: a lender that lends around the clock, one that changes its platform, one
 * that stops lending, a busy minute, a person who asks four banks in an hour. On top of it a test
 * puts what detectors must find.
 */
final class GeneratedMonth {
  static final Instant START = Instant.parse("2026-03-01T16:00:00Z"); // Monday, 00:00 in Shanghai
  static final int DAYS = 30;

  private static final Duration DAY = Duration.ofDays(1);
  private static final List<String> BANKS =
      List.of("bank-brook", "bank-cliff", "bank-dune", "bank-elm", "bank-fern", "bank-gorge");
  private static final List<String> MALLS = List.of("mall-one", "mall-two", "mall-three");
  private static final String ALWAYS_OPEN = "bank-owl";
  private static final String MOVING = "bank-fern";
  private static final String CLOSING = "bank-gorge";
  private static final int CHANGE_DAY = 15;

  private final Random random;
  private final List<Sighting> sightings = new ArrayList<>();
  private Optional<String> silent = Optional.empty();
  private Optional<String> bypassed = Optional.empty();
  private long drawn;

  GeneratedMonth(long seed) {
    random = new Random(seed);
  }

  /** From the tenth day on a lender buys reports and decides nothing. */
  GeneratedMonth withoutDecisionsOf(String lender) {
    silent = Optional.of(lender);
    return this;
  }

  /** In the second half the first platform hardly supplies for a lender, which lends on. */
  GeneratedMonth withoutTrafficFor(String lender) {
    bypassed = Optional.of(lender);
    return this;
  }

  /** The ordinary month. */
  GeneratedMonth fill() {
    for (int day = 0; day < DAYS; day++) {
      boolean isWeekend = day % 7 >= 5;
      for (String bank : BANKS) {
        boolean isClosed = bank.equals(CLOSING) && day >= CHANGE_DAY;
        int inquiries = isClosed ? 0 : (isWeekend ? 18 : 30) + random.nextInt(6);
        for (int i = 0; i < inquiries; i++) {
          inquiry(bank, at(day, 9 * 60 + random.nextInt(12 * 60)), day);
        }
      }
      // It begins in the morning: of whom nothing is known but a night, that is noticed.
      int opening = day == 0 ? 8 * 60 : 0;
      for (int i = 0; i < 400; i++) {
        inquiry(ALWAYS_OPEN, at(day, opening + random.nextInt(24 * 60 - opening)), day);
      }
      for (int clerk = 0; clerk < 8; clerk++) {
        for (int i = random.nextInt(12); i > 0; i--) {
          staffRead("clerk-" + clerk, at(day, 9 * 60 + random.nextInt(9 * 60)));
        }
      }
    }
    busyMinute("bank-elm", at(4, 11 * 60), 550);
    shopper(at(8, 14 * 60), BANKS.subList(0, 4));
    for (int i = 0; i < 40; i++) {
      staffRead("clerk-at-quarter-end", at(10, 15 * 60).plusSeconds(10L * i));
    }
    return this;
  }

  /** Many inquiries in a minute, each decided on the next day. */
  GeneratedMonth busyMinute(String bank, Instant from, int inquiries) {
    for (int i = 0; i < inquiries; i++) {
      Instant at = from.plusMillis(i * 50_000L / inquiries);
      decide(bank, query(bank, at, person(random.nextInt(100_000_000))), at.plus(DAY));
    }
    return this;
  }

  /** Inquiries one after another, each decided on the next day. */
  GeneratedMonth steadily(String bank, Instant from, Duration pause, int inquiries) {
    for (int i = 0; i < inquiries; i++) {
      Instant at = from.plus(pause.multipliedBy(i));
      decide(bank, query(bank, at, person(random.nextInt(100_000_000))), at.plus(DAY));
    }
    return this;
  }

  /** A lender asks for the same person again and again. */
  GeneratedMonth again(String bank, Instant from, int times) {
    Hash person = person(-1);
    for (int i = 0; i < times; i++) {
      Instant at = from.plusSeconds(600L * i);
      decide(bank, query(bank, at, person), at.plus(DAY));
    }
    return this;
  }

  /** Some banks ask for one person within an hour. */
  GeneratedMonth shopper(Instant from, List<String> banks) {
    Hash person = person(-2 - banks.size());
    for (int i = 0; i < banks.size(); i++) {
      Instant at = from.plusSeconds(500L * i);
      decide(banks.get(i), query(banks.get(i), at, person), at.plus(DAY));
    }
    return this;
  }

  /** All banks of the month. */
  static List<String> banks() {
    return BANKS;
  }

  /** A time of a day of the month, in minutes after midnight in Shanghai. */
  static Instant at(int day, int minute) {
    return START.plus(DAY.multipliedBy(day)).plusSeconds(60L * minute);
  }

  GeneratedMonth staffBurst(String clerk, Instant from, int reads) {
    for (int i = 0; i < reads; i++) {
      staffRead(clerk, from.plusSeconds(5L * i));
    }
    return this;
  }

  /** What the log has taken, in its order. */
  List<Sighting> sightings() {
    List<Sighting> sorted = new ArrayList<>(sightings);
    sorted.sort(Comparator.comparingLong(Sighting::atMillis));
    return sorted;
  }

  private void inquiry(String bank, Instant at, int day) {
    boolean isBypassed =
        bypassed.filter(bank::equals).isPresent() && day >= CHANGE_DAY && random.nextInt(10) > 0;
    boolean isLent = random.nextInt(10) < 4;
    Hash person = person(random.nextInt(2000) + 1000 * Math.floorMod(bank.hashCode(), 1000));
    if (random.nextInt(10) < 3) {
      supply(MALLS.get(2), bank, at, person);
    }
    if (!isBypassed) {
      boolean hasMoved = bank.equals(MOVING) && day >= CHANGE_DAY;
      supply(hasMoved ? MALLS.get(1) : MALLS.get(0), bank, at, person);
      if (random.nextInt(30) == 0) {
        add(Kind.REFUSED_QUERY, at, bank, About.NOTHING.ofPerson(Optional.of(person)));
        return;
      }
      String inquiry = query(bank, at.plusSeconds(2), person);
      boolean isSilent = silent.filter(bank::equals).isPresent() && day >= 9;
      if (!isSilent && random.nextInt(10) > 0) {
        decide(bank, inquiry, at.plusSeconds(random.nextInt(3 * 86_400)));
      }
    }
    if (isLent) {
      add(
          Kind.LOAN,
          at.plusSeconds(random.nextInt(86_400)),
          bank,
          About.NOTHING.ofPerson(Optional.of(person)));
    }
  }

  private String query(String bank, Instant at, Hash person) {
    String inquiry = "inq_" + drawn;
    add(
        Kind.QUERY,
        at,
        bank,
        About.NOTHING
            .ofPerson(Optional.of(person))
            .inInquiry(Optional.of(inquiry))
            .forPurpose("LOAN_APPROVAL"));
    return inquiry;
  }

  private void decide(String bank, String inquiry, Instant at) {
    add(Kind.DECISION, at, bank, About.NOTHING.inInquiry(Optional.of(inquiry)));
  }

  private void supply(String mall, String bank, Instant at, Hash person) {
    add(
        Kind.SUPPLY,
        at,
        mall,
        About.NOTHING.ofPerson(Optional.of(person)).forPartner(Optional.of(bank)));
  }

  private void staffRead(String clerk, Instant at) {
    add(Kind.STAFF_READ, at, "bureau-north", About.NOTHING.byStaff("bureau-service/" + clerk));
  }

  private void add(Kind kind, Instant at, String party, About about) {
    EventId event = new EventId(new UUID(0x7000L | drawn << 16, 0x8000000000000000L | drawn));
    drawn++;
    sightings.add(
        new Sighting(
            kind, new Sighting.Place(event, at.toEpochMilli()), Optional.of(party), 1, about));
  }

  private static Hash person(int number) {
    return Hash.sha256(("person " + number).getBytes(StandardCharsets.US_ASCII));
  }
}
