package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every document can be reached from {@code docs/README.md}, and no link leads nowhere. */
class ReadersTest {
  private static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();
  private static final Path START = ROOT.resolve("docs/README.md");
  private static final Pattern LINK = Pattern.compile("]\\(([^)\\s#]*)(#[^)\\s]*)?\\)");
  private static final Set<String> NOT_OURS = Set.of("target", ".m2", ".git", ".tallystick");

  private static List<Path> linked(Path page) throws IOException {
    List<Path> linked = new ArrayList<>();
    Matcher link = LINK.matcher(Files.readString(page));
    while (link.find()) {
      String target = link.group(1);
      if (!target.isEmpty() && !target.contains(":") && !target.contains("…")) {
        linked.add(page.resolveSibling(target).normalize());
      }
    }
    return linked;
  }

  private static Set<Path> reached() throws IOException {
    Set<Path> reached = new TreeSet<>(Set.of(START));
    Deque<Path> next = new ArrayDeque<>(reached);
    while (!next.isEmpty()) {
      for (Path page : linked(next.removeFirst())) {
        if (page.toString().endsWith(".md") && Files.exists(page) && reached.add(page)) {
          next.add(page);
        }
      }
    }
    return reached;
  }

  private static Set<Path> pages() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".md"))
          .filter(file -> NOT_OURS.stream().noneMatch(each -> has(file, each)))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private static boolean has(Path file, String folder) {
    for (Path step : ROOT.relativize(file)) {
      if (step.toString().equals(folder)) {
        return true;
      }
    }
    return false;
  }

  @Test
  void everyDocument_isReachedFromTheStart() throws IOException {
    Set<Path> unreached = pages();
    assertThat(unreached).hasSizeGreaterThan(100);

    unreached.removeAll(reached());

    assertThat(unreached).isEmpty();
    assertThat(linked(ROOT.resolve("README.md"))).contains(START);
  }

  @Test
  void everyLink_leadsToAFile() throws IOException {
    List<String> broken = new ArrayList<>();
    for (Path page : pages()) {
      for (Path target : linked(page)) {
        if (!Files.exists(target)) {
          broken.add(ROOT.relativize(page) + " -> " + target);
        }
      }
    }

    assertThat(broken).isEmpty();
  }

  @Test
  void everyKindOfReader_hasALine() throws IOException {
    assertThat(Files.readString(START))
        .contains(
            "**a person**",
            "**a bank**",
            "**a platform**",
            "**a bureau**",
            "**an auditor**",
            "**the regulator**",
            "**an operator**",
            "**a developer**");
  }
}
