package dev.tallystick.events.json;

import java.text.Normalizer;

/** What the data model asks of the text of a string. */
final class Unicode {
  private Unicode() {}

  /** Whether every character is below U+0300: in form C, and no surrogate. */
  static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) >= 0x0300) {
        return false;
      }
    }
    return true;
  }

  static boolean hasLoneSurrogate(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return true;
        }
        i++;
      }
    }
    return false;
  }

  /**
   * Whether the text is in normalisation form C. Only text with unusual characters pays for the
   * full check.
   */
  static boolean isNormalized(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (!isInertInFormC(text.charAt(i))) {
        return Normalizer.isNormalized(text, Normalizer.Form.NFC);
      }
    }
    return true;
  }

  /**
   * Whether the character neither decomposes nor combines (NFC_Quick_Check = Yes, combining class
   * 0), so that text made of such characters alone is in form C: everything below U+0300, CJK
   * ideographs, CJK punctuation and full-width forms.
   */
  static boolean isInertInFormC(char c) {
    return c < 0x0300
        || (c >= 0x4E00 && c <= 0x9FFF)
        || (c >= 0x3000 && c <= 0x3029)
        || (c >= 0xFF00 && c <= 0xFFEF)
        || (c >= 0x2010 && c <= 0x2027);
  }
}
