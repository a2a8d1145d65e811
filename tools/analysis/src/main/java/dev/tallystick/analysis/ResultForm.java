package dev.tallystick.analysis;

import java.io.PrintStream;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** How the answer to a question is written. */
enum ResultForm {
  /** For people. */
  TABLE {
    @Override
    void write(ResultSet rows, PrintStream out) throws SQLException {
      ResultTable.write(rows, out);
    }
  },
  /** RFC 4180 with a header. */
  CSV {
    @Override
    void write(ResultSet rows, PrintStream out) throws SQLException {
      ResultLines.csv(rows, out);
    }
  },
  /** An object a line. */
  JSON {
    @Override
    void write(ResultSet rows, PrintStream out) throws SQLException {
      ResultLines.json(rows, out);
    }
  };

  abstract void write(ResultSet rows, PrintStream out) throws SQLException;

  static Optional<ResultForm> find(String name) {
    return Stream.of(values())
        .filter(form -> form.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }
}
