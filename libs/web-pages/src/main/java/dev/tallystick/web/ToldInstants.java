package dev.tallystick.web;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Instants that stand in answers as text. */
public final class ToldInstants {
  private ToldInstants() {}

  /** The instant; empty if it is none. */
  public static Optional<Instant> find(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** The instant in a sentence of the reader's language; the text as it is, if it is none. */
  public static String moment(ReaderText reader, String text) {
    return find(text).map(reader::moment).orElse(text);
  }
}
