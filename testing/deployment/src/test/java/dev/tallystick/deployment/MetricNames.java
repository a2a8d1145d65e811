package dev.tallystick.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The metrics that a PromQL expression asks for. */
final class MetricNames {
  private static final Pattern TEXTS = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"");
  private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
  private static final Pattern RANGES = Pattern.compile("\\[[^]]*]");
  private static final Pattern GROUPS =
      Pattern.compile("\\b(by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)");
  private static final Pattern OFFSETS = Pattern.compile("\\boffset\\s+\\w+");
  private static final Pattern NAME = Pattern.compile("\\b([a-zA-Z_][a-zA-Z0-9_]*)\\b(?!\\s*\\()");
  private static final Set<String> WORDS = Set.of("and", "or", "unless", "bool");

  private MetricNames() {}

  static Set<String> in(String expression) {
    String bare = TEXTS.matcher(expression).replaceAll("");
    bare = MATCHERS.matcher(bare).replaceAll("");
    bare = RANGES.matcher(bare).replaceAll("");
    bare = GROUPS.matcher(bare).replaceAll("");
    bare = OFFSETS.matcher(bare).replaceAll("");
    Set<String> names = new TreeSet<>();
    NAME.matcher(bare)
        .results()
        .map(found -> found.group(1))
        .filter(name -> !WORDS.contains(name))
        // Of these, sum and max are stored beside the count; the page has the family.
        .map(name -> name.replaceFirst("_seconds_(count|sum|max)$", "_seconds"))
        .forEach(names::add);
    return names;
  }
}
