package dev.tallystick.web;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Style sheets, scripts and pictures of a service's pages, from the class path. Their path has the
 * digest of them all in it, so that browsers keep them for as long as they like and never see those
 * of another version. A service produces one as a bean.
 */
public final class AssetFiles {
  private static final Map<String, String> TYPES =
      Map.of(
          "css", "text/css;charset=UTF-8",
          "svg", "image/svg+xml",
          "mjs", "text/javascript;charset=UTF-8",
          "js", "text/javascript;charset=UTF-8");

  private final Map<String, AssetFile> files = new LinkedHashMap<>();
  private final String version;

  /**
   * Reads all of them.
   *
   * @param resources where each file is on the class path, by the name that pages know it by
   * @throws IllegalStateException if one is not there, or its name does not end in a type
   */
  public AssetFiles(Map<String, String> resources) {
    resources.forEach(this::add);
    this.version = digest();
  }

  /** Where the files are, without a slash at the end. */
  public String base() {
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

  private void add(String name, String resource) {
    String type =
        Optional.ofNullable(TYPES.get(name.substring(name.lastIndexOf('.') + 1)))
            .orElseThrow(() -> new IllegalStateException("a file of no known type: " + name));
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("not built in: " + resource);
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
