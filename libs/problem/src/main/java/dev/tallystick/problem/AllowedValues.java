package dev.tallystick.problem;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The values that a field may have, where the API lists them; never a value of the caller's. */
final class AllowedValues {
  /** A pattern that is a list of words, such as {@code DONE|NOT_HELD|REFUSED}. */
  private static final Pattern WORDS =
      Pattern.compile("[A-Za-z0-9_-]{1,64}(\\|[A-Za-z0-9_-]{1,64}){0,63}");

  private AllowedValues() {}

  /** Those of a field whose constraint is this regular expression; empty if that lists none. */
  static List<String> ofPattern(@Nullable Object regexp) {
    return regexp instanceof String words && WORDS.matcher(words).matches()
        ? List.of(words.split("\\|", -1))
        : List.of();
  }

  /** Those of the enum that Jackson was asked for; empty if it was asked for something else. */
  static List<String> of(JsonMappingException mismatch) {
    if (!(mismatch instanceof InvalidFormatException format)
        || format.getTargetType() == null
        || !format.getTargetType().isEnum()) {
      return List.of();
    }
    return Arrays.stream(format.getTargetType().getEnumConstants())
        .map(constant -> ((Enum<?>) constant).name())
        .toList();
  }
}
