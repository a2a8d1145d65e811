package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The documents of the whole repository: what they and the code's comments cite is there. */
class DocumentsTest {
  private static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();
  private static final Path DECISIONS = ROOT.resolve("docs/adr");

  private static final Set<String> OTHER_FOLDERS = Set.of("target", "node_modules");
  private static final Set<String> TEXTS =
      Set.of("md", "java", "sql", "properties", "xml", "yaml", "json", "mjs", "go", "sh");

  private static final Pattern CODE = Pattern.compile("(?ms)^```.*?^```|`[^`\n]*`");
  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#{1,6} (.*)$");
  private static final Pattern DECISION_FILE = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern DECISION_NUMBER = Pattern.compile("ADRs?[\\s*/]+(\\d{4})\\b");
  private static final Pattern DECISION_LINK =
      Pattern.compile("\\[(?:ADR\\s+)?(\\d{4})]\\([^)\\s]*?(\\d{4})-[a-z0-9-]+\\.md");
  private static final Pattern PACKAGE_ROW =
      Pattern.compile("(?m)^\\| (?:`([a-z/-]+)` )?\\| ([^|]*) \\|");
  private static final Pattern PACKAGE = Pattern.compile("`([a-z]*)((?:\\.[a-z]+)*)`");
  private static final Pattern SPEC_SECTION =
      Pattern.compile("docs/spec/([a-z-]+\\.md) §(\\d+)(?:, §(\\d+))?");

  @Test
  void decisions_areNumberedWithoutGaps() throws IOException {
    List<String> numbers = decisions().map(name -> name.substring(0, 4)).toList();
    assertThat(numbers)
        .isEqualTo(
            IntStream.rangeClosed(1, numbers.size())
                .mapToObj(number -> String.format(Locale.ROOT, "%04d", number))
                .toList());
  }

  @Test
  void decisions_areListedUnderTheirTitles() throws IOException {
    String list = Files.readString(DECISIONS.resolve("README.md"));
    for (String name : decisions().toList()) {
      String title = Files.readString(DECISIONS.resolve(name)).lines().findFirst().orElse("");
      String number = name.substring(0, 4);
      assertThat(title).as(name).startsWith("# " + number + ": ");
      assertThat(list).contains("| [" + number + "](" + name + ") | " + title.substring(8) + " |");
    }
  }

  @Test
  void decisions_haveTheMinimalForm() throws IOException {
    for (String name : decisions().toList()) {
      assertThat(Files.readAllLines(DECISIONS.resolve(name)))
          .as(name)
          .filteredOn(line -> line.startsWith("## "))
          .containsExactly("## Context", "## Options", "## Outcome", "## Consequences");
    }
  }

  @Test
  void citationsOfDecisions_nameOneThatIsThere() throws IOException {
    Set<String> numbers = new TreeSet<>();
    Set<String> names = decisions().collect(toCollection(TreeSet::new));
    names.forEach(name -> numbers.add(name.substring(0, 4)));
    List<String> wrong = new ArrayList<>();
    for (Path file : texts()) {
      String text = text(file);
      matches(DECISION_NUMBER, text)
          .filter(match -> !numbers.contains(match.group(1)))
          .forEach(match -> wrong.add(said(file, match.group())));
      matches(DECISION_LINK, text)
          .filter(match -> !match.group(1).equals(match.group(2)))
          .forEach(match -> wrong.add(said(file, match.group())));
      if (text.contains("adr/")) {
        matches(DECISION_FILE, text)
            .filter(match -> text.startsWith("adr/", Math.max(0, match.start() - 4)))
            .filter(match -> !names.contains(match.group()))
            .forEach(match -> wrong.add(said(file, match.group())));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void links_leadToFilesAndHeadings() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : texts().stream().filter(path -> path.toString().endsWith(".md")).toList()) {
      String prose = CODE.matcher(Files.readString(file)).replaceAll("");
      matches(LINK, prose)
          .map(match -> match.group(1))
          .filter(target -> !target.matches("[a-z]+:.*"))
          .filter(target -> !leadsSomewhere(file, target))
          .forEach(target -> wrong.add(said(file, target)));
    }
    assertThat(wrong).isEmpty();
  }

  /** Whoever begins at the page for readers can get to every other. */
  @Test
  void documents_areReachableFromTheFirstPage() throws IOException {
    Set<Path> reached = new TreeSet<>();
    Deque<Path> open = new ArrayDeque<>(List.of(ROOT.resolve("docs/README.md")));
    while (!open.isEmpty()) {
      Path page = open.remove();
      if (page.toString().endsWith(".md") && Files.exists(page) && reached.add(page)) {
        matches(LINK, CODE.matcher(Files.readString(page)).replaceAll(""))
            .map(match -> match.group(1).replaceFirst("#.*", ""))
            .filter(target -> !target.isEmpty() && !target.matches("[a-z]+:.*"))
            .map(target -> page.resolveSibling(target).normalize())
            .forEach(open::add);
      }
    }
    assertThat(texts().stream().filter(file -> file.toString().endsWith(".md")).toList())
        .isSubsetOf(reached);
  }

  @Test
  void citationsOfSpecifications_nameSectionsThatAreThere() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Path file : texts()) {
      for (MatchResult match : matches(SPEC_SECTION, text(file)).toList()) {
        Path page = ROOT.resolve("docs/spec").resolve(match.group(1));
        for (int group = 2; group <= 3; group++) {
          String section = match.group(group);
          if (section != null && !hasSection(page, section)) {
            wrong.add(said(file, match.group()));
          }
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** The package map: {@code | `audit-service` | `audit.entry`, `.sealing` |}. */
  @Test
  void packageMap_namesPackagesThatAreThere() throws IOException {
    String page = Files.readString(ROOT.resolve("CONTRIBUTING.md"));
    String map =
        page.substring(page.indexOf("## Package map"), page.indexOf("## Your first change"));
    List<String> wrong = new ArrayList<>();
    int found = 0;
    String module = "";
    String root = "";
    for (MatchResult row : matches(PACKAGE_ROW, map).toList()) {
      module = row.group(1) == null ? module : row.group(1);
      for (MatchResult name : matches(PACKAGE, row.group(2)).toList()) {
        root = name.group(1).isEmpty() ? root : name.group(1);
        String folder = "java/dev/tallystick/" + (root + name.group(2)).replace('.', '/');
        Path sources = ROOT.resolve(module).resolve("src");
        found++;
        if (!Files.isDirectory(sources.resolve("main").resolve(folder))
            && !Files.isDirectory(sources.resolve("test").resolve(folder))) {
          wrong.add(module + ": " + name.group());
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(found).isGreaterThan(50);
  }

  private static boolean hasSection(Path page, String number) throws IOException {
    return Files.exists(page)
        && Files.readAllLines(page).stream()
            .anyMatch(line -> line.startsWith("## " + number + " "));
  }

  private static boolean leadsSomewhere(Path from, String target) {
    int hash = target.indexOf('#');
    String path = hash < 0 ? target : target.substring(0, hash);
    Path file = path.isEmpty() ? from : from.resolveSibling(path).normalize();
    if (!Files.exists(file)) {
      return false;
    }
    return hash < 0 || headings(file).contains(target.substring(hash + 1));
  }

  /** The anchors of a page's headings, as GitHub makes them. */
  private static Set<String> headings(Path page) {
    try {
      return matches(HEADING, Files.readString(page))
          .map(match -> match.group(1).toLowerCase(Locale.ROOT))
          .map(text -> text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
          .collect(toCollection(TreeSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What cannot be read is some test's damaged file, and cites nothing. */
  private static String text(Path file) throws IOException {
    return new String(Files.readAllBytes(file), UTF_8);
  }

  private static Stream<MatchResult> matches(Pattern pattern, String text) {
    return pattern.matcher(text).results();
  }

  private static String said(Path file, String text) {
    return ROOT.relativize(file) + ": " + text;
  }

  private static Stream<String> decisions() throws IOException {
    try (Stream<Path> files = Files.list(DECISIONS)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> DECISION_FILE.matcher(name).matches())
          .sorted()
          .toList()
          .stream();
    }
  }

  /** Every file of text in the checkout, without what builds and runs leave in it. */
  static List<Path> texts() throws IOException {
    List<Path> found = new ArrayList<>();
    Files.walkFileTree(
        ROOT,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String name = folder.getFileName().toString();
            return !folder.equals(ROOT) && (name.startsWith(".") || OTHER_FOLDERS.contains(name))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = file.getFileName().toString();
            if (TEXTS.contains(name.substring(name.lastIndexOf('.') + 1))) {
              found.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return found;
  }
}
