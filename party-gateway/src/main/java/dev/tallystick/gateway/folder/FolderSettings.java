package dev.tallystick.gateway.folder;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** Of a platform: the folder that is watched, and how its files are read. */
@ConfigMapping(prefix = "tallystick.folder")
interface FolderSettings {
  /** {@code tallystick.folder.dir}: the folder with {@code in}; without it nothing is watched. */
  Optional<Path> dir();

  /** {@code tallystick.folder.mapping}: the mapping by which files are read, by name or file. */
  Optional<String> mapping();

  /** {@code tallystick.folder.agreement}: the supply agreement that records are deposited under. */
  Optional<String> agreement();

  /** {@code tallystick.folder.settle}: for how long a file must not have grown. */
  @WithDefault("PT5S")
  Duration settle();
}
