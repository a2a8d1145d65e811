package dev.tallystick.houserules;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Native queries of the whole repository: none asks for a basic type. Hibernate finds the plan of
 * such a query never again, and keeps one for each execution (ADR 0061).
 */
class NativeQueriesTest {
  private static final Path ROOT =
      Path.of(System.getProperty("tallystick.root", "../..")).toAbsolutePath().normalize();

  /** One call: it ends where the next one follows, and no statement of ours has a semicolon. */
  private static final Pattern OF_BASIC_TYPE =
      Pattern.compile(
          "createNativeQuery\\((?:(?!\\)\\s*\\.)[^;])*?,\\s*(?:String|Integer|Long|Boolean|Instant|byte\\[\\])\\.class\\s*\\)");

  @Test
  void nativeQueries_askForNoBasicType() throws IOException {
    List<String> found = new ArrayList<>();
    for (Path source : sources()) {
      if (ofBasicType(Files.readString(source, UTF_8))) {
        found.add(ROOT.relativize(source).toString());
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void queryOfBasicType_isFound() {
    assertThat(ofBasicType("x.createNativeQuery(\"select 1\", Integer.class)")).isTrue();
    assertThat(ofBasicType("x.createNativeQuery(\n SQL,\n String.class)\n.getResultList();"))
        .isTrue();
    assertThat(ofBasicType("x.createNativeQuery(SQL, Tuple.class)\n.get(0, Long.class);"))
        .isFalse();
    assertThat(
            ofBasicType("x.createNativeQuery(SQL, Tuple.class); y.createQuery(\"\", Long.class)"))
        .isFalse();
  }

  private static boolean ofBasicType(String source) {
    return OF_BASIC_TYPE.matcher(source).find();
  }

  private static List<Path> sources() throws IOException {
    List<Path> sources = new ArrayList<>();
    try (Stream<Path> poms = Files.find(ROOT, 3, (path, is) -> path.endsWith("pom.xml"))) {
      for (Path main : poms.map(pom -> pom.resolveSibling("src/main/java")).toList()) {
        if (Files.isDirectory(main)) {
          try (Stream<Path> files = Files.walk(main)) {
            files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
          }
        }
      }
    }
    assertThat(sources).hasSizeGreaterThan(1000);
    return sources;
  }
}
