package dev.tallystick.local.state;

import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder of one local suite, {@code .tallystick} in the checkout unless told otherwise. Its
 * real path is the suite's identity.
 */
public final class SuiteFolder {
  private static final String MARK = "tallystick-state";
  private static final List<String> FOLDERS = List.of("conf", "logs", "run", "programs", "kms");

  /** What is wiped. Programs, ports and the lock that is held meanwhile are no state. */
  private static final List<String> STATE =
      List.of(
          "conf",
          "logs",
          "kms",
          "keystore-backup",
          "snapshots",
          "postgres",
          "demo",
          "parties",
          "gateways",
          "clients",
          "witnesses",
          "policy",
          "identities.txt",
          "secrets.properties");

  private final Path root;

  private SuiteFolder(Path root) {
    this.root = root;
  }

  /**
   * Opens the folder, which is created if missing; nobody else may enter it.
   *
   * @throws NotAStateFolderException if there is a folder with other things in it
   */
  public static SuiteFolder open(Path path) throws NotAStateFolderException {
    try {
      if (Files.isDirectory(path) && !isState(path) && !isEmpty(path)) {
        throw new NotAStateFolderException(path + " holds something else: choose another folder");
      }
      SuiteFolder folder = new SuiteFolder(OwnerOnlyFiles.createFolder(path).toRealPath());
      folder.complete();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Opens the folder of a suite that was started before.
   *
   * @throws NotAStateFolderException if there is none
   */
  public static SuiteFolder existing(Path path) throws NotAStateFolderException {
    if (!isState(path)) {
      throw new NotAStateFolderException("nothing was ever started in " + path);
    }
    try {
      return new SuiteFolder(path.toRealPath());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** The configuration that is handed to one part of the suite. */
  public Path conf(String file) {
    return root.resolve("conf").resolve(file);
  }

  /** Settings of somebody who tries things out, added to those of one part. */
  public Path override(String file) {
    return root.resolve("override").resolve(file);
  }

  /** What a part of the suite prints. */
  public Path log(String name) {
    return root.resolve("logs").resolve(name + ".log");
  }

  /** Facts about the suite that is running, or was. */
  public Path run(String file) {
    return root.resolve("run").resolve(file);
  }

  /** Programs that were unpacked once and hold no state. */
  public Path programs() {
    return root.resolve("programs");
  }

  /** The database server's home. */
  public Path postgres() {
    return root.resolve("postgres");
  }

  /** The file that remembers how far the ports are moved. */
  public Path portOffset() {
    return root.resolve("port-offset");
  }

  /** The file that names other addresses than those of this machine, if somebody has put one. */
  public Path clientAddresses() {
    return root.resolve("addresses.properties");
  }

  /** The file of all generated secrets. */
  public Path secrets() {
    return root.resolve("secrets.properties");
  }

  /** The folder of the keys by which machines identify themselves at the identity provider. */
  public Path clientKeys() {
    return root.resolve("clients");
  }

  /** The list of those who were added to the realm. */
  public Path identities() {
    return root.resolve("identities.txt");
  }

  /** The file of an organisation's own keys; its folder is there afterwards. */
  public Path partyKeys(String party) {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("parties")).resolve(party + ".keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A witness's key and memory, which are nobody else's. */
  public Path witness(String name) {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("witnesses").resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the demonstration keeps: ids that it has drawn, and the receipts of its last telling. */
  public Path demo() {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("demo"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The folder of a service's wrapping keys. */
  public Path kms(String service) {
    try {
      return OwnerOnlyFiles.createFolder(root.resolve("kms").resolve(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where a service keeps snapshots of what it has made of the log; it makes the folder itself. */
  public Path snapshots(String service) {
    return root.resolve("snapshots").resolve(service);
  }

  /** Where a service backs its wrapped data keys up to, apart from the database. */
  public Path keystoreBackup(String service) {
    try {
      return OwnerOnlyFiles.createFolder(
          OwnerOnlyFiles.createFolder(root.resolve("keystore-backup")).resolve(service));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes all state: data, keys, secrets, logs. What was unpacked from Maven stays. */
  public void wipe() {
    try {
      for (String name : STATE) {
        OwnerOnlyFiles.delete(root.resolve(name));
      }
      complete();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void complete() throws IOException {
    OwnerOnlyFiles.write(root.resolve(MARK), "1\n");
    for (String name : FOLDERS) {
      OwnerOnlyFiles.createFolder(root.resolve(name));
    }
  }

  private static boolean isState(Path path) {
    return Files.isRegularFile(path.resolve(MARK));
  }

  private static boolean isEmpty(Path path) throws IOException {
    try (Stream<Path> children = Files.list(path)) {
      return children.findAny().isEmpty();
    }
  }
}
