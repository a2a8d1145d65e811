package dev.tallystick.importing.mapping;

import java.util.Collection;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Goods that must not be collected, told by words in a column (R21): a row of them is dropped
 * before anything else is read of it.
 *
 * @param category the prohibited category, such as {@code SHOPPING.HEALTH}
 */
public record Prohibited(String category, String column, Pattern words) {
  /** Whole words and phrases, in capitals or not. */
  static Pattern words(Collection<String> words) {
    return Pattern.compile(
        words.stream()
            .map(Pattern::quote)
            .collect(Collectors.joining("|", "(?<![\\p{L}\\p{N}])(?:", ")(?![\\p{L}\\p{N}])")),
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }

  /** Whether the row is of such goods. */
  public boolean isIn(RowValues row) {
    Optional<String> text = row.find(column);
    return text.isPresent() && words.matcher(text.get()).find();
  }
}
