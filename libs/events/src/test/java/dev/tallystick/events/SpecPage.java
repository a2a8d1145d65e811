package dev.tallystick.events;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page {@code docs/spec/events.md}, taken apart: sections by heading, and what they hold. */
final class SpecPage {
  private static final Pattern HEADING = Pattern.compile("^(#{2,4}) (.+)$", Pattern.MULTILINE);
  private static final Pattern LINE = Pattern.compile("^- ([a-z ]+): (.+)$", Pattern.MULTILINE);
  private static final Pattern ROW =
      Pattern.compile("^\\| `([^`|]+)` \\| `([^`|]+)` \\|.*\\|$", Pattern.MULTILINE);
  private static final Pattern BLOCK =
      Pattern.compile("^```([a-z]+)\n(.*?)\n```$", Pattern.MULTILINE | Pattern.DOTALL);
  private static final Pattern CODE = Pattern.compile("`([^`]+)`");

  private final Map<String, Section> sections = new LinkedHashMap<>();

  private SpecPage() {}

  /** A heading's level, and what follows it up to the next heading of any level. */
  record Section(int level, String title, String text) {
    /** The lines {@code - name: value}. */
    Map<String, String> lines() {
      Map<String, String> lines = new LinkedHashMap<>();
      LINE.matcher(text).results().forEach(found -> lines.put(found.group(1), found.group(2)));
      return lines;
    }

    /** The rows {@code | `name` | `value` | … |} of the table whose first column has this title. */
    Map<String, String> table(String firstColumn) {
      Map<String, String> rows = new LinkedHashMap<>();
      int start = text.indexOf("| " + firstColumn + " |");
      if (start >= 0) {
        int end = text.indexOf("\n\n", start);
        ROW.matcher(text.substring(start, end < 0 ? text.length() : end))
            .results()
            .forEach(found -> rows.put(found.group(1), found.group(2)));
      }
      return rows;
    }

    /** The contents of the fenced blocks in this language. */
    List<String> blocks(String language) {
      return BLOCK
          .matcher(text)
          .results()
          .filter(found -> found.group(1).equals(language))
          .map(found -> found.group(2))
          .toList();
    }
  }

  static SpecPage read() {
    Path root = Path.of(System.getProperty("tallystick.root", "../.."));
    try {
      return parse(Files.readString(root.resolve("docs/spec/events.md"), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static SpecPage parse(String text) {
    SpecPage page = new SpecPage();
    Matcher heading = HEADING.matcher(text);
    List<int[]> bounds = new ArrayList<>();
    List<Section> heads = new ArrayList<>();
    while (heading.find()) {
      bounds.add(new int[] {heading.start(), heading.end()});
      heads.add(new Section(heading.group(1).length(), heading.group(2), ""));
    }
    for (int i = 0; i < heads.size(); i++) {
      int end = i + 1 < bounds.size() ? bounds.get(i + 1)[0] : text.length();
      Section head = heads.get(i);
      Section section =
          new Section(head.level(), head.title(), text.substring(bounds.get(i)[1], end).strip());
      if (page.sections.put(head.title(), section) != null) {
        throw new IllegalStateException("two sections have the title " + head.title());
      }
    }
    return page;
  }

  Section section(String title) {
    Section section = sections.get(title);
    if (section == null) {
      throw new IllegalStateException("the page has no section " + title);
    }
    return section;
  }

  /** The sections about one type each. */
  List<Section> types() {
    return sections.values().stream().filter(section -> section.level() == 4).toList();
  }

  /** The pieces of code in a line. */
  static List<String> code(String line) {
    return CODE.matcher(line).results().map(found -> found.group(1)).toList();
  }
}
