package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Who calls whom, as ARCHITECTURE.md says: {@code bureau-service -> data-vault}. */
final class Arrows {
  private static final Map<String, String> NAMES =
      Map.of(
          "bureau", "bureau-service",
          "vault", "data-vault",
          "consent", "consent-service",
          "audit", "audit-service");
  private static final Pattern ARROW = Pattern.compile("(\\w+) → (?:\\{([\\w, ]+)}|(\\w+))");

  private Arrows() {}

  static Set<String> documented() throws IOException {
    String page = Files.readString(Checkout.ROOT.resolve("ARCHITECTURE.md"));
    String sentence =
        page.lines()
            .filter(line -> line.startsWith("Calls between services:"))
            .findFirst()
            .orElseThrow();
    assertThat(page).contains("audit calls nobody", "The portal calls all four");
    Set<String> arrows = new TreeSet<>();
    for (MatchResult arrow : ARROW.matcher(sentence).results().toList()) {
      String called = arrow.group(2) == null ? arrow.group(3) : arrow.group(2);
      for (String each : called.split(", ", -1)) {
        arrows.add(of(name(arrow.group(1)), name(each)));
      }
    }
    Checkout.SERVICES.forEach(service -> arrows.add(of(Checkout.PORTAL, service)));
    assertThat(arrows).hasSize(10);
    return arrows;
  }

  private static String name(String brief) {
    return NAMES.getOrDefault(brief, brief);
  }

  static String of(String from, String to) {
    return from + " -> " + to;
  }
}
