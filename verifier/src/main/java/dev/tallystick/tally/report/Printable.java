package dev.tallystick.tally.report;

/**
 * Text from outside made fit for a terminal: what would move the cursor, hide or reorder characters
 * is shown as its code point.
 */
public final class Printable {
  private Printable() {}

  /** The text as it can be shown. */
  public static String of(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              if (isShown(c)) {
                printable.appendCodePoint(c);
              } else {
                printable.append("<U+%04X>".formatted(c));
              }
            });
    return printable.toString();
  }

  private static boolean isShown(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }
}
