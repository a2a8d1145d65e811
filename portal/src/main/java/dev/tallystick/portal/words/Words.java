package dev.tallystick.portal.words;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What codes mean in plain words: purposes, categories, refusals. Packs are data and bring new
 * codes, so a code without words is shown as it is, only more readable.
 */
public final class Words {
  private static final Map<Locale, Words> ALL =
      Map.of(Locale.ENGLISH, load(Locale.ENGLISH), Locale.CHINESE, load(Locale.CHINESE));

  private final Map<String, String> words;
  private final Locale locale;

  private Words(Locale locale, Map<String, String> words) {
    this.locale = locale;
    this.words = words;
  }

  /** Those of a language that pages are written in. */
  public static Words of(Locale locale) {
    return Optional.ofNullable(ALL.get(locale))
        .orElseThrow(() -> new IllegalArgumentException("no words in " + locale));
  }

  /** What for, such as "to decide on a loan". */
  public String purpose(String code) {
    return find("purpose." + code).orElseGet(() -> readable(code));
  }

  /** What kind of data, such as "shopping summary". */
  public String category(String code) {
    return find("category." + code).orElseGet(() -> readable(code));
  }

  /** What kinds of data, as one list. */
  public String categories(List<String> codes) {
    return list(codes.stream().map(this::category).toList());
  }

  /** Why something was refused, as a clause: "you have not agreed to it". */
  public String refusal(String code) {
    return find("refusal." + code)
        .orElseGet(() -> find("refusal").orElse("") + " (" + readable(code) + ")");
  }

  /** Another code of a family, such as {@code outcome} or {@code ground}. */
  public String of(String family, String code) {
    return find(family + "." + code).orElseGet(() -> readable(code));
  }

  /** Whether there are words for a code. */
  public boolean knows(String family, String code) {
    return words.containsKey(family + "." + code);
  }

  /** The codes of a family that have words. */
  public List<String> codes(String family) {
    String prefix = family + ".";
    return words.keySet().stream()
        .filter(key -> key.startsWith(prefix))
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  /** Several things as one list: "a, b and c". */
  public String list(List<String> items) {
    int last = items.size() - 1;
    if (last < 1) {
      return String.join("", items);
    }
    boolean chinese = locale.equals(Locale.CHINESE);
    String and = chinese ? "和" : " and ";
    return String.join(chinese ? "、" : ", ", items.subList(0, last)) + and + items.get(last);
  }

  /** The keys of all words, for comparing languages. */
  Map<String, String> all() {
    return words;
  }

  private Optional<String> find(String key) {
    return Optional.ofNullable(words.get(key));
  }

  private static String readable(String code) {
    return code.replace('_', ' ').replace('.', ' ').toLowerCase(Locale.ROOT);
  }

  private static Words load(Locale locale) {
    String resource = "words/words_" + locale.getLanguage() + ".properties";
    try (Reader in =
        new InputStreamReader(
            Optional.ofNullable(Words.class.getClassLoader().getResourceAsStream(resource))
                .orElseThrow(() -> new IllegalStateException("not built in: " + resource)),
            StandardCharsets.UTF_8)) {
      Properties properties = new Properties();
      properties.load(in);
      Map<String, String> words = new TreeMap<>();
      properties.stringPropertyNames().forEach(key -> words.put(key, properties.getProperty(key)));
      return new Words(locale, Map.copyOf(words));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
