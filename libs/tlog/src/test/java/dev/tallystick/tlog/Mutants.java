package dev.tallystick.tlog;

import java.util.LinkedHashSet;
import java.util.Set;

/** Every text that differs from a valid one by a small accident. */
final class Mutants {
  private static final String STRANGERS = "0 1xA/=+.-\n\r\t\u2014\u00a0\u0663\ud800";

  private Mutants() {}

  /** Each character left out, doubled, and replaced by or preceded by each of some strangers. */
  static Set<String> of(String valid) {
    Set<String> mutants = new LinkedHashSet<>();
    for (int i = 0; i <= valid.length(); i++) {
      String before = valid.substring(0, i);
      for (int s = 0; s < STRANGERS.length(); s++) {
        mutants.add(before + STRANGERS.charAt(s) + valid.substring(i));
      }
      if (i < valid.length()) {
        String after = valid.substring(i + 1);
        mutants.add(before + after);
        mutants.add(before + valid.charAt(i) + valid.charAt(i) + after);
        for (int s = 0; s < STRANGERS.length(); s++) {
          mutants.add(before + STRANGERS.charAt(s) + after);
        }
      }
    }
    mutants.remove(valid);
    return mutants;
  }
}
