package dev.tallystick.portal.frame;

import dev.tallystick.web.AssetFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Names the files that the portal's pages need: its own, the shared ones, and the verifier. */
@Singleton
final class PortalAssets {
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private static final List<String> VERIFIER =
      List.of(
          "answer", "bytes", "events", "json", "kinds", "merkle", "note", "opening", "policy",
          "report", "sha256", "tally", "types", "usage");

  @Produces
  @Singleton
  AssetFiles files() {
    Map<String, String> files = new LinkedHashMap<>();
    for (String name :
        List.of("site.css", "icon.svg", "site.mjs", "check.mjs", "watch.css", "graph.mjs")) {
      files.put(name, "assets/" + name);
    }
    files.put("htmx.js", HTMX);
    for (String module : VERIFIER) {
      files.put("verifier/" + module + ".mjs", "assets/verifier/" + module + ".mjs");
    }
    return new AssetFiles(files);
  }
}
