package dev.tallystick.gateway.desk;

import dev.tallystick.web.AssetFiles;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;

/** Names the files that the pages need. */
@Singleton
final class DeskAssets {
  @Produces
  @Singleton
  AssetFiles files() {
    return new AssetFiles(
        new TreeMap<>(Map.of("site.css", "assets/site.css", "icon.svg", "assets/icon.svg")));
  }
}
