package dev.tallystick.bureau.tenancy;

import java.util.regex.Pattern;

/** The party id of a bureau. */
public record BureauId(String value) {
  private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  /** Refuses what is no party id. */
  public BureauId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not a party id");
    }
  }

  /** Whether a text has the form of a party id. */
  public static boolean isForm(String text) {
    return FORM.matcher(text).matches();
  }

  /** Reads a party id. */
  public static BureauId fromString(String text) {
    return new BureauId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
