package dev.tallystick.portal.usage;

import io.quarkus.qute.TemplateData;
import java.util.Locale;

/**
 * What was found when the list was checked.
 *
 * @param state the finding
 * @param until up to when it speaks, as the reader writes it
 * @param witnesses who has seen the log at that size, as one list; empty if nobody has
 * @param shown how many entries the page has
 * @param count how many there are
 */
@TemplateData
public record Seal(State state, String until, String witnesses, long shown, long count) {
  /** Nothing was checked. */
  static final Seal NONE = new Seal(State.UNCHECKED, "", "", 0, 0);

  /** The finding. */
  public enum State {
    /** Signed, logged, and every entry is here. */
    COMPLETE,
    /** Signed and logged; older entries are on further pages. */
    NEWEST,
    /** Only what was asked for: each entry is shown by its proof, the list is not. */
    SELECTION,
    /** The log, or the key to check it with, could not be had. */
    UNCHECKED,
    /** Something does not hold. */
    BROKEN
  }

  /** The finding, as style sheets have it. */
  public String word() {
    return state.name().toLowerCase(Locale.ROOT);
  }
}
