package dev.tallystick.local.state;

import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What one party's gateway keeps in the state folder: its database server, keys and settings.
 *
 * @param number from 0; each gateway of a state folder has another one, and so other ports
 */
public record GatewayFolder(Path root, int number) {
  /** The bank of the demonstration that has nothing but its gateway; {@code up} runs it. */
  public static final String DEMO_BANK = "lake-rural-credit";

  private static final String NUMBER = "number";
  private static final String ALL = "gateways";

  /** The first gateway's; further ones are behind. */
  private static final int USUAL_PORT = 8086;

  private static final int USUAL_POSTGRES_PORT = 15_440;

  /** The folder of a party, which is made the first time and keeps its number. */
  public static GatewayFolder of(SuiteFolder suite, String party) throws IOException {
    Path all = OwnerOnlyFiles.createFolder(suite.root().resolve(ALL));
    Path root = OwnerOnlyFiles.createFolder(all.resolve(party));
    Path number = root.resolve(NUMBER);
    if (!Files.exists(number)) {
      draw(all, number);
    }
    return new GatewayFolder(root, Integer.parseInt(Files.readString(number).strip()));
  }

  /** The folder of a party, if it was made before. */
  public static Optional<GatewayFolder> find(SuiteFolder suite, String party) throws IOException {
    Path root = suite.root().resolve(ALL).resolve(party);
    Path number = root.resolve(NUMBER);
    return Files.exists(number)
        ? Optional.of(new GatewayFolder(root, Integer.parseInt(Files.readString(number).strip())))
        : Optional.empty();
  }

  /** The folders of all parties that have one. */
  public static List<GatewayFolder> all(SuiteFolder suite) throws IOException {
    Path all = suite.root().resolve(ALL);
    if (!Files.isDirectory(all)) {
      return List.of();
    }
    List<String> parties;
    try (Stream<Path> folders = Files.list(all)) {
      parties =
          folders
              .filter(Files::isDirectory)
              .map(folder -> folder.getFileName().toString())
              .sorted()
              .toList();
    }
    List<GatewayFolder> found = new ArrayList<>();
    for (String party : parties) {
      find(suite, party).ifPresent(found::add);
    }
    return found;
  }

  /** The party whose it is. */
  public String party() {
    return String.valueOf(root.getFileName());
  }

  /** Where the gateway answers, once the suite's ports are moved. */
  public int port(Ports ports) {
    return ports.service(USUAL_PORT + number);
  }

  /** Where its database server answers. */
  public int postgresPort(Ports ports) {
    return ports.service(USUAL_POSTGRES_PORT + number);
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

  /** The home of its database server. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** Settings that whoever runs it has put there; empty if there are none. */
  public Map<String, String> ownSettings() throws IOException {
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

  /** The key for the party's own systems, which the gateway draws at its first start. */
  public Path localKey() {
    return root.resolve("local.key");
  }

  /** The folder of the wrapping keys. */
  public Path kms() {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("kms"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
