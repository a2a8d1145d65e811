package dev.tallystick.fuzz;

import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.mapping.Mapping;

/** Mapping files: read, or refused with a line of the text. */
public final class MappingTarget {
  private MappingTarget() {}

  /** Called by the fuzzer. */
  public static void fuzzerTestOneInput(byte[] input) {
    try {
      if (Mapping.parse(input).records().isEmpty()) {
        throw new AssertionError("a mapping makes no record");
      }
    } catch (MalformedMappingException e) {
      long lines = 1;
      for (byte b : input) {
        lines +=
            b == '\n' || b == '\r' || b == (byte) 0x85 || b == (byte) 0xa8 || b == (byte) 0xa9
                ? 1
                : 0;
      }
      if (e.line() < 1 || e.line() > lines) {
        throw new AssertionError("refused at line " + e.line() + " of " + lines, e);
      }
    }
  }
}
