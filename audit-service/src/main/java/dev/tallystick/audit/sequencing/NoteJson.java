package dev.tallystick.audit.sequencing;

/**
 * Writes a signed note as a JSON string in ASCII; the em dash of its signature lines is escaped.
 */
public final class NoteJson {
  private NoteJson() {}

  /** The quoted text. */
  public static String quote(String note) {
    StringBuilder json = new StringBuilder(note.length() + 24).append('"');
    for (int i = 0; i < note.length(); i++) {
      char c = note.charAt(i);
      if (c == '\n') {
        json.append("\\n");
      } else if (c == '"' || c == '\\') {
        json.append('\\').append(c);
      } else if (c < 0x20 || c > 0x7e) {
        json.append("\\u%04x".formatted((int) c));
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }
}
