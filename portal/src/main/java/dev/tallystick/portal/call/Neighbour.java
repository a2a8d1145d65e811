package dev.tallystick.portal.call;

/** A service that pages are made from. */
public enum Neighbour {
  /** What happened. */
  AUDIT("audit"),
  /** Who may do what. */
  CONSENT("consent"),
  /** What is kept. */
  VAULT("vault"),
  /** How it is sold. */
  BUREAU("bureau");

  private final String shortName;

  Neighbour(String shortName) {
    this.shortName = shortName;
  }

  /** Its name in settings. */
  String shortName() {
    return shortName;
  }
}
