package dev.tallystick.problem;

import java.util.List;

/**
 * One of several fields that are refused at once.
 *
 * @param field the field, as a path
 * @param rule the name of the technical rule that it breaks
 * @param allowed the values that it may have, where there are few
 */
record FieldError(String field, String rule, List<String> allowed) {
  /** Copies the list. */
  FieldError {
    allowed = List.copyOf(allowed);
  }
}
