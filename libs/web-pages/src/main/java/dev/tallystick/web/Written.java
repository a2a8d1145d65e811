package dev.tallystick.web;

import java.text.Normalizer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a reader has written into a field, as services take it. */
public final class Written {
  private Written() {}

  /**
   * The text with plain line ends, without control characters; nothing if it is blank or longer
   * than a service takes.
   */
  public static Optional<String> of(@Nullable String raw, int longest) {
    if (raw == null) {
      return Optional.empty();
    }
    String text =
        Normalizer.normalize(raw, Normalizer.Form.NFC)
            .replace("\r\n", "\n")
            .replace('\r', '\n')
            .replaceAll("[\\p{Cc}\\p{Cs}&&[^\n]]", "")
            .strip();
    return text.isEmpty() || text.length() > longest ? Optional.empty() : Optional.of(text);
  }
}
