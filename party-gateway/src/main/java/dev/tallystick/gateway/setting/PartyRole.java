package dev.tallystick.gateway.setting;

import java.util.Locale;

/** What a party is, in the words of the realm's roles. */
public enum PartyRole {
  BUREAU,
  LENDER,
  PLATFORM;

  /** The realm's role. */
  public String role() {
    return name().toLowerCase(Locale.ROOT);
  }
}
