package dev.tallystick.rules.state;

import dev.tallystick.events.EventLabels;

/** The keys of guards, in which persons and parties stand as their labels. */
public final class GuardKeys {
  private GuardKeys() {}

  public static String pack(String family) {
    return "pack/" + family;
  }

  public static String party(String party) {
    return "party/" + EventLabels.ofParty(party).hex();
  }

  public static String consent(String consent) {
    return "consent/" + consent;
  }

  public static String use(String consent) {
    return "use/" + consent;
  }

  public static String freeze(String subject) {
    return "freeze/" + EventLabels.ofSubject(subject).hex();
  }

  public static String erasure(String subject) {
    return "erasure/" + EventLabels.ofSubject(subject).hex();
  }

  public static String identity(String subject) {
    return "identity/" + EventLabels.ofSubject(subject).hex();
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
        + EventLabels.ofParty(bureau).hex()
        + "/"
        + EventLabels.ofParty(lender).hex()
        + "/"
        + EventLabels.ofSubject(subject).hex()
        + "/"
        + product;
  }
}
