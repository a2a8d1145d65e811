package dev.tallystick.rules.state;

import dev.tallystick.events.EventLabels;
import dev.tallystick.tlog.Hash;
import java.util.function.Function;

/** The keys of guards, in which persons and parties stand as their labels. */
public final class GuardKeys {
  private static final Labels PARTIES = new Labels(1 << 10, EventLabels::ofParty);
  private static final Labels SUBJECTS = new Labels(1 << 12, EventLabels::ofSubject);

  private GuardKeys() {}

  /**
   * Labels that were asked for before: a decision needs each several times, and parties are few. A
   * table of fixed size; a place keeps the last one, and a race costs a hash.
   */
  private static final class Labels {
    private final Known[] known;
    private final Function<String, Hash> label;

    /** Hex, since that is what keys are made of. */
    private record Known(String id, String hex) {}

    Labels(int size, Function<String, Hash> label) {
      this.known = new Known[size];
      this.label = label;
    }

    String hex(String id) {
      int hash = id.hashCode();
      int place = (hash ^ (hash >>> 16)) & (known.length - 1);
      Known before = known[place];
      if (before != null && before.id().equals(id)) {
        return before.hex();
      }
      Known now = new Known(id, label.apply(id).hex());
      known[place] = now;
      return now.hex();
    }
  }

  public static String pack(String family) {
    return "pack/" + family;
  }

  public static String party(String party) {
    return "party/" + PARTIES.hex(party);
  }

  public static String consent(String consent) {
    return "consent/" + consent;
  }

  public static String use(String consent) {
    return "use/" + consent;
  }

  public static String freeze(String subject) {
    return "freeze/" + SUBJECTS.hex(subject);
  }

  public static String erasure(String subject) {
    return "erasure/" + SUBJECTS.hex(subject);
  }

  public static String identity(String subject) {
    return "identity/" + SUBJECTS.hex(subject);
  }

  public static String loan(String loan) {
    return "loan/" + loan;
  }

  public static String release(String event) {
    return "release/" + event;
  }

  /** The guard of what a lender was charged by a bureau for a product about a person. */
  public static String charge(String bureau, String lender, String subject, String product) {
    return "charge/"
        + PARTIES.hex(bureau)
        + "/"
        + PARTIES.hex(lender)
        + "/"
        + SUBJECTS.hex(subject)
        + "/"
        + product;
  }
}
