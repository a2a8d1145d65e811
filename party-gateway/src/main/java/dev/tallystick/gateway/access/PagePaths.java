package dev.tallystick.gateway.access;

import java.util.List;

/** Where pages are, and what they need. Sessions count there alone. */
public final class PagePaths {
  private static final List<String> FOLDERS = List.of("/desk/", "/assets/", "/language/");

  private PagePaths() {}

  /** Whether this normalized path is one of pages. */
  public static boolean contains(String path) {
    return path.equals("/") || path.equals("/desk") || FOLDERS.stream().anyMatch(path::startsWith);
  }
}
