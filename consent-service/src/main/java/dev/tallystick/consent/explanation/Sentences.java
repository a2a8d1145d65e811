package dev.tallystick.consent.explanation;

import dev.tallystick.rules.pack.PackRule;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The outcome of a decision as sentences, in English and Chinese. */
final class Sentences {
  private Sentences() {}

  /** What a refusal by a rule means; its title where the pack has no sentence. */
  static Map<String, String> of(PackRule rule) {
    return rule.explanations().isEmpty() ? Map.of("en", rule.title()) : rule.explanations();
  }

  static Map<String, String> refused(Optional<PackRule> rule) {
    Map<String, String> sentences = new LinkedHashMap<>();
    Map<String, String> why = rule.map(Sentences::of).orElse(Map.of());
    // A pack may have its sentence in one language only; it is told in both rather than in none.
    String any = why.values().stream().findFirst().orElse("");
    sentences.put("en", joined("It was refused.", why.getOrDefault("en", any)));
    sentences.put("zh", "请求被拒绝。" + why.getOrDefault("zh", any));
    why.forEach(sentences::putIfAbsent);
    return sentences;
  }

  static Map<String, String> permitted(
      String from, String to, List<String> categories, List<String> omitted) {
    Map<String, String> sentences = new LinkedHashMap<>();
    String what = String.join(", ", categories);
    String en = "%s may give %s: %s.".formatted(from, to, what);
    String zh = "%s 可以向 %s 提供：%s。".formatted(from, to, what);
    if (!omitted.isEmpty()) {
      String left = String.join(", ", omitted);
      en += " Left out: %s.".formatted(left);
      zh += "未提供：%s。".formatted(left);
    }
    sentences.put("en", en);
    sentences.put("zh", zh);
    return sentences;
  }

  private static String joined(String first, String second) {
    return second.isEmpty() ? first : first + " " + second;
  }
}
