package dev.tallystick.local;

import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one party's gateway keeps in the state folder: its database server, keys and settings.
 *
 * @param number from 0; each gateway of a state folder has another one, and so other ports
 */
record GatewayFolder(Path root, int number) {
  private static final String NUMBER = "number";

  /** The folder of a party, which is made the first time and keeps its number. */
  static GatewayFolder of(SuiteFolder suite, String party) throws IOException {
    Path all = OwnerOnlyFiles.createFolder(suite.root().resolve("gateways"));
    Path root = OwnerOnlyFiles.createFolder(all.resolve(party));
    Path number = root.resolve(NUMBER);
    if (!Files.exists(number)) {
      draw(all, number);
    }
    return new GatewayFolder(root, Integer.parseInt(Files.readString(number).strip()));
  }

  /** One at a time, so that two parties that begin together do not get one number. */
  private static synchronized void draw(Path all, Path number) throws IOException {
    try (FileChannel channel =
            FileChannel.open(
                all.resolve(".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.lock()) {
      if (lock.isValid() && !Files.exists(number)) {
        OwnerOnlyFiles.write(number, firstFree(all) + "\n");
      }
    }
  }

  private static int firstFree(Path all) throws IOException {
    Set<String> taken = new HashSet<>();
    try (Stream<Path> folders = Files.list(all)) {
      for (Path folder : folders.toList()) {
        if (Files.exists(folder.resolve(NUMBER))) {
          taken.add(Files.readString(folder.resolve(NUMBER)).strip());
        }
      }
    }
    int free = 0;
    while (taken.contains(Integer.toString(free))) {
      free++;
    }
    return free;
  }

  Path postgres() {
    return root.resolve("postgres");
  }

  /** Settings that whoever runs it has put there; empty if there are none. */
  Map<String, String> ownSettings() throws IOException {
    Path file = root.resolve("gateway.properties");
    if (!Files.exists(file)) {
      return Map.of();
    }
    Properties own = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      own.load(reader);
    }
    Map<String, String> values = new TreeMap<>();
    own.stringPropertyNames().forEach(name -> values.put(name, own.getProperty(name)));
    return values;
  }

  Path localKey() {
    return root.resolve("local.key");
  }

  /** The folder of the wrapping keys. */
  Path kms() {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("kms"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
