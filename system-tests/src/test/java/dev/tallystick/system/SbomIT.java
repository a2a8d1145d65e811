package dev.tallystick.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The bill of materials of each deliverable names the files that the deliverable consists of, byte
 * by byte, and no others.
 */
@Tag("ci")
class SbomIT {
  private static final Path CHECKOUT = Path.of(System.getProperty("tallystick.root", ".."));

  /** Only development with an IDE needs it, so Quarkus leaves it out of what it packages. */
  private static final String NOT_PACKAGED = "quarkus-ide-launcher";

  /** Quarkus takes out of it what its own sender stands in for, so that its sum is another. */
  private static final String CUT = "opentelemetry-exporter-otlp";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit-service",
        "consent-service",
        "data-vault",
        "bureau-service",
        "portal",
        "party-gateway"
      })
  void sbom_namesTheLibrariesOfTheService(String service) throws Exception {
    Path target = CHECKOUT.resolve(service).resolve("target");
    Map<String, String> named = components(target, service);
    named.values().removeIf(NOT_PACKAGED::equals);
    List<Path> packaged = jars(target.resolve("quarkus-app/lib"));
    if (named.values().removeIf(CUT::equals)) {
      packaged =
          packaged.stream()
              .filter(jar -> !jar.getFileName().toString().matches(".*\\." + CUT + "-[0-9].*"))
              .toList();
    }
    assertNames(named, packaged);
  }

  @Test
  void sbom_namesTheLibrariesOfTally() throws Exception {
    Path target = CHECKOUT.resolve("verifier/target");
    assertNames(components(target, "verifier"), jars(target.resolve("lib")));
  }

  @Test
  void sbom_namesTheClassPathOfTheLauncherAndKeycloak() throws Exception {
    Path target = CHECKOUT.resolve("tools/launcher/target");
    List<Path> files = new ArrayList<>(listed(target.resolve("launcher.classpath")));
    files.addAll(listed(target.resolve("keycloak.path")));
    assertNames(components(target, "local"), files);
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "import"})
  void sbom_namesTheClassPathOfTheTool(String tool) throws Exception {
    Path target = CHECKOUT.resolve("tools").resolve(tool).resolve("target");
    assertNames(components(target, tool), listed(target.resolve(tool + ".classpath")));
  }

  private static void assertNames(Map<String, String> named, List<Path> files) throws Exception {
    assertThat(files).isNotEmpty();
    Map<String, String> delivered = new TreeMap<>();
    for (Path file : files) {
      delivered.put(sha256(file), file.getFileName().toString());
    }
    Map<String, String> unnamed = new TreeMap<>(delivered);
    unnamed.keySet().removeAll(named.keySet());
    assertThat(unnamed.values()).as("delivered, and not named").isEmpty();
    Map<String, String> absent = new TreeMap<>(named);
    absent.keySet().removeAll(delivered.keySet());
    assertThat(absent.values()).as("named, and not delivered").isEmpty();
  }

  /** The names of the components of a bill of materials by their SHA-256. */
  private static Map<String, String> components(Path target, String artifact) throws IOException {
    JsonNode sbom = new ObjectMapper().readTree(target.resolve(artifact + ".cdx.json").toFile());
    assertThat(sbom.at("/bomFormat").asText()).isEqualTo("CycloneDX");
    assertThat(sbom.at("/metadata/component/name").asText()).isEqualTo(artifact);
    Map<String, String> components = new TreeMap<>();
    for (JsonNode component : sbom.at("/components")) {
      String name = component.at("/name").asText();
      assertThat(component.at("/purl").asText()).as(name).startsWith("pkg:maven/");
      components.put(sum(component), name);
    }
    return components;
  }

  private static String sum(JsonNode component) {
    for (JsonNode hash : component.at("/hashes")) {
      if (hash.at("/alg").asText().equals("SHA-256")) {
        return hash.at("/content").asText();
      }
    }
    throw new AssertionError("no SHA-256: " + component.at("/purl").asText());
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }

  private static List<Path> jars(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(file -> file.toString().endsWith(".jar")).toList();
    }
  }

  /** The files of a class path that is kept in a file. */
  private static List<Path> listed(Path file) throws IOException {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(Files.readString(file).strip())
        .map(Path::of)
        .toList();
  }
}
