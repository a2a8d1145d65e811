package dev.tallystick.scorecard;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a bureau reads what a column of the file says.
 *
 * @param name as the list of factors has it
 */
record FactorInput(String name, String category, String field) {
  private static final Pattern FORM =
      Pattern.compile(
          "([A-Za-z0-9_.-]+)=([^:=]{1,80}):"
              + " ?([A-Z][A-Z0-9._-]{0,63})/([A-Za-z][A-Za-z0-9_]{0,63})");

  /** Reads {@code COLUMN=factor name: CATEGORY/field}. */
  static Map.Entry<String, FactorInput> parse(String text) throws ScorecardException {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new ScorecardException(
          "an input is COLUMN=factor name: CATEGORY/field, such as"
              + " overdue=loan overdue days: LOAN.PERFORMANCE/overdueDays");
    }
    return Map.entry(
        matcher.group(1),
        new FactorInput(matcher.group(2).strip(), matcher.group(3), matcher.group(4)));
  }

  /** Where it is read if nobody has said so: nowhere that a bureau has records of. */
  static FactorInput ofColumn(String column) {
    String words = column.replaceAll("[^A-Za-z0-9]+", " ").strip();
    StringBuilder field = new StringBuilder();
    for (String word : List.of(words.split(" ", -1))) {
      field.append(
          field.length() == 0 ? word : Character.toUpperCase(word.charAt(0)) + word.substring(1));
    }
    return new FactorInput(words, "APPLICANT", field.toString());
  }
}
