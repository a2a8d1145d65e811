package dev.tallystick.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

/** The manifests of {@code deploy/kubernetes}. */
final class Manifests {
  static final Path FOLDER = Checkout.DEPLOY.resolve("kubernetes");
  static final Path BASE = FOLDER.resolve("base");

  private Manifests() {}

  /** Each manifest below a folder. */
  static List<JsonNode> in(Path folder) throws IOException {
    List<JsonNode> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(".yaml")).sorted().toList()) {
        if (!file.endsWith("kustomization.yaml")) {
          all.addAll(Checkout.documents(file));
        }
      }
    }
    return all;
  }

  /** The one of this kind and name, of the base or an overlay. */
  static JsonNode of(String kind, String name) throws IOException {
    return in(FOLDER).stream()
        .filter(each -> each.get("kind").asText().equals(kind))
        .filter(each -> each.at("/metadata/name").asText().equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " " + name));
  }

  /** A file of settings that the base makes a map of. */
  static Properties settings(String file) throws IOException {
    return Checkout.properties(BASE.resolve("settings").resolve(file + ".properties"));
  }
}
