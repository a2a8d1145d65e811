package dev.tallystick.web;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A path of this service to which a reader is sent back. Whatever else is asked for becomes the
 * first page, so nobody is led elsewhere.
 *
 * @param value the path with its query, beginning with one slash
 */
public record LocalPath(String value) {
  /** The first page. */
  public static final LocalPath HOME = new LocalPath("/");

  private static final int LONGEST = 500;

  /** No second slash or backslash after the first slash: browsers read those as another host. */
  private static final Pattern FORM =
      Pattern.compile("/(?:[A-Za-z0-9_~.-][A-Za-z0-9_~.,:=&?%/+-]*)?");

  /** The path that somebody has asked for, or the first page. */
  public static LocalPath of(@Nullable String asked) {
    return asked == null || asked.length() > LONGEST || !FORM.matcher(asked).matches()
        ? HOME
        : new LocalPath(asked);
  }
}
