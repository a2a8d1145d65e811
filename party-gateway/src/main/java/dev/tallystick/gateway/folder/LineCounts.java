package dev.tallystick.gateway.folder;

/** What became of the lines of a file; of the rows that the mapping refuses, too. */
public record LineCounts(long lines, long stored, long duplicates, long refused) {
  static final LineCounts NONE = new LineCounts(0, 0, 0, 0);

  /** Both together. */
  public LineCounts plus(LineCounts more) {
    return new LineCounts(
        lines + more.lines,
        stored + more.stored,
        duplicates + more.duplicates,
        refused + more.refused);
  }
}
