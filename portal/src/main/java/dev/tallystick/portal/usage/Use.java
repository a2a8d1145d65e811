package dev.tallystick.portal.usage;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One thing that happened, as a page tells it: a sentence, and below it what proves it.
 *
 * @param index its place in the log
 * @param outcome what kind of thing it was
 * @param time the time of day, as the reader writes it
 * @param exact the exact instant, for machines and for the details
 * @param lead the beginning of the sentence, which says who did what
 * @param rest the rest of it
 * @param details ids and codes, each with its name
 * @param purpose the code of the purpose; empty if there is none
 * @param parties the ids of the parties that took part
 * @param disputable the entry that the reader can dispute, if it is a report that was bought
 */
public record Use(
    long index,
    Outcome outcome,
    String time,
    String exact,
    String lead,
    String rest,
    List<Detail> details,
    String purpose,
    Set<String> parties,
    Optional<String> disputable) {

  /** Copies the collections. */
  public Use {
    details = List.copyOf(details);
    parties = Set.copyOf(parties);
  }

  /** What kind of thing happened. */
  public enum Outcome {
    /** Data about the reader was handed over. */
    SHARED,
    /** Somebody wanted it and was refused. */
    REFUSED,
    /** Somebody looked: an auditor, staff. */
    READ,
    /** The reader did it. */
    OWN,
    /** Anything else that is on record. */
    OTHER;

    /** The name in addresses and style sheets. */
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One line of the details.
   *
   * @param address the page that says more; empty if there is none
   */
  public record Detail(String name, String value, String address) {
    /** A line that leads nowhere. */
    public Detail(String name, String value) {
      this(name, value, "");
    }
  }
}
