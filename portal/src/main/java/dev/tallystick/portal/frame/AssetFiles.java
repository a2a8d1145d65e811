package dev.tallystick.portal.frame;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Style sheet, scripts and the verifier, from the class path. Their path has the digest of them all
 * in it, so that browsers keep them for as long as they like and never see those of another
 * version.
 */
@Singleton
public final class AssetFiles {
  private static final String HTMX = "META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";
  private static final String CSS = "text/css;charset=UTF-8";
  private static final String SCRIPT = "text/javascript;charset=UTF-8";

  private static final List<String> VERIFIER =
      List.of(
          "answer", "bytes", "events", "json", "kinds", "merkle", "note", "opening", "policy",
          "report", "sha256", "tally", "types", "usage");

  private final Map<String, AssetFile> files = new LinkedHashMap<>();
  private final String version;

  AssetFiles() {
    add("site.css", "assets/site.css", CSS);
    add("icon.svg", "assets/icon.svg", "image/svg+xml");
    add("site.mjs", "assets/site.mjs", SCRIPT);
    add("check.mjs", "assets/check.mjs", SCRIPT);
    add("htmx.js", HTMX, SCRIPT);
    add("watch.css", "assets/watch.css", CSS);
    add("graph.mjs", "assets/graph.mjs", SCRIPT);
    for (String module : VERIFIER) {
      add("verifier/" + module + ".mjs", "assets/verifier/" + module + ".mjs", SCRIPT);
    }
    this.version = digest();
  }

  /** Where the files are, without a slash at the end. */
  String base() {
    return "/assets/" + version;
  }

  /** Whether this is the version that is served here. */
  boolean isCurrent(String asked) {
    return version.equals(asked);
  }

  /** The file of this name, whatever version was asked for. */
  Optional<AssetFile> find(String name) {
    return Optional.ofNullable(files.get(name));
  }

  private void add(String name, String resource, String type) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not built with the portal: " + resource);
      }
      files.put(name, new AssetFile(type, in.readAllBytes()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String digest() {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      files.values().forEach(file -> sha256.update(file.content()));
      return HexFormat.of().formatHex(sha256.digest(), 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
