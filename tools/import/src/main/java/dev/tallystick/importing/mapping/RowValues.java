package dev.tallystick.importing.mapping;

import java.util.Optional;

/** The texts of one row, by the names of the columns; what is blank or missing is absent. */
public interface RowValues {
  /** The text of a column, without white space at its ends. */
  Optional<String> find(String column);

  /** The row's number in the file, from 1, without the line of the names. */
  long number();

  /** The line that it begins in, from 1, as an editor counts. */
  long line();
}
