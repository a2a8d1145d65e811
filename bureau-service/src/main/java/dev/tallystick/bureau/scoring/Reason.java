package dev.tallystick.bureau.scoring;

import java.util.Map;

/**
 * Why a score is not higher, in words for the person and the lender.
 *
 * @param text the sentence in plain English
 * @param translations the same sentence by language tag
 */
public record Reason(String code, String text, Map<String, String> translations) {
  /** Keeps its own copy of the translations. */
  public Reason {
    translations = Map.copyOf(translations);
  }
}
