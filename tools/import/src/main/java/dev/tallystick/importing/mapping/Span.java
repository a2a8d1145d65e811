package dev.tallystick.importing.mapping;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a column of fixed width stands in each line.
 *
 * @param first its first character, from 1
 * @param last its last character
 */
public record Span(int first, int last) {
  private static final Pattern TEXT = Pattern.compile("([1-9][0-9]{0,5})-([1-9][0-9]{0,5})");

  static Span read(Place place) throws MalformedMappingException {
    Matcher text = TEXT.matcher(place.text());
    if (text.matches() && Integer.parseInt(text.group(1)) <= Integer.parseInt(text.group(2))) {
      return new Span(Integer.parseInt(text.group(1)), Integer.parseInt(text.group(2)));
    }
    throw place.invalid("is the first and the last character of the column, such as 1-8");
  }

  /** What stands there in a line; less where the line ends before. */
  public String of(String line) {
    return line.length() < first ? "" : line.substring(first - 1, Math.min(last, line.length()));
  }
}
