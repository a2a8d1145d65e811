package dev.tallystick.local;

import dev.tallystick.local.process.ChildProcess;
import dev.tallystick.local.process.ComponentFailedException;
import dev.tallystick.local.process.LogTail;
import dev.tallystick.local.process.ProcessMark;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.postgres.OwnerOnlyFiles;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Keycloak unpacked from its Maven artifact and built for PostgreSQL, once for each version.
 *
 * <p>Its folder gets its name when both are done, so an interrupted first start leaves nothing that
 * looks complete.
 */
final class KeycloakProgram {
  private static final List<String> BUILD =
      List.of("build", "--db=postgres", "--health-enabled=true", "--metrics-enabled=true");

  private final SuiteFolder folder;
  private final Path archive;
  private final Consumer<String> progress;

  KeycloakProgram(SuiteFolder folder, Path archive, Consumer<String> progress) {
    this.folder = folder;
    this.archive = archive;
    this.progress = progress;
  }

  /** The folder of the built program, which is made first if it is missing. */
  Path prepare() throws ComponentFailedException, InterruptedException {
    String name = archive.getFileName().toString().replace(".zip", "");
    Path program = folder.programs().resolve(name);
    try {
      if (!Files.isDirectory(program)) {
        Path draft = folder.programs().resolve(name + ".new");
        OwnerOnlyFiles.delete(draft);
        OwnerOnlyFiles.createFolder(draft);
        unpack(draft);
        progress.accept("keycloak is unpacked; building it for PostgreSQL (once, about 30 s)");
        build(draft);
        Files.move(draft, program, StandardCopyOption.ATOMIC_MOVE);
      }
      return program;
    } catch (IOException e) {
      throw new ComponentFailedException("keycloak cannot be unpacked: " + e, e);
    }
  }

  private void build(Path draft) throws ComponentFailedException, InterruptedException {
    ProcessMark mark = new ProcessMark(folder.root(), KeycloakStep.NAME);
    Path log = folder.log("keycloak-build");
    ChildProcess build =
        ChildProcess.start(
            mark,
            command(draft, BUILD),
            // Compiling well does not pay for a program that runs once.
            Map.of("JAVA_OPTS_APPEND", "-XX:TieredStopAtLevel=1"),
            log);
    try {
      if (build.waitFor() != 0) {
        throw new ComponentFailedException(
            "keycloak's build failed: " + String.join(" | ", LogTail.lines(log, 5)));
      }
    } finally {
      build.stop();
    }
  }

  /** The command line of Keycloak's own script. */
  static List<String> command(Path program, List<String> arguments) {
    List<String> command = new java.util.ArrayList<>();
    command.add("/bin/sh");
    command.add(program.resolve("bin/kc.sh").toString());
    command.addAll(arguments);
    return command;
  }

  private void unpack(Path target) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
        ZipInputStream zip = new ZipInputStream(in)) {
      ZipEntry entry = zip.getNextEntry();
      while (entry != null) {
        write(zip, entry, target);
        entry = zip.getNextEntry();
      }
    }
  }

  /** Leaves out the archive's only top folder, which repeats name and version. */
  private static void write(ZipInputStream zip, ZipEntry entry, Path target) throws IOException {
    String name = entry.getName();
    Path file = target.resolve(name.substring(name.indexOf('/') + 1)).normalize();
    if (!file.startsWith(target)) {
      throw new IOException("entry outside of its archive: " + name);
    }
    if (entry.isDirectory()) {
      Files.createDirectories(file);
    } else {
      Files.createDirectories(file.resolveSibling(""));
      Files.copy(zip, file, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
