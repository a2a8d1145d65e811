package dev.tallystick.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The live processes of the server on one data directory, as far as a machine tells of them: what
 * is told on Linux and macOS alike, of processes of one's own.
 *
 * <p>The main process is known by its command line, which names the directory, and by its program.
 * Those that it has made carry titles instead; while it lives they are its children, and after it
 * was killed they are orphans of the same program. Orphans of another server with the same program
 * are on their way out as well, as PostgreSQL's processes are once their main process is gone.
 */
final class ServerProcesses {
  private final Path data;
  private final Path program;

  /**
   * The processes on a data directory.
   *
   * @param program the server's program, as it was started
   */
  ServerProcesses(Path data, Path program) throws IOException {
    this.data = data;
    this.program = Files.exists(program) ? program.toRealPath() : program;
  }

  /** All of them, the main one too. */
  List<ProcessHandle> alive() {
    List<ProcessHandle> servers =
        ProcessHandle.allProcesses().filter(process -> isOfProgram(process)).toList();
    return servers.stream().filter(process -> isOurs(process)).toList();
  }

  /** The main one, if it lives. */
  Optional<ProcessHandle> main() {
    return ProcessHandle.allProcesses()
        .filter(process -> isOfProgram(process) && namesData(process))
        .findFirst();
  }

  private boolean isOurs(ProcessHandle process) {
    if (namesData(process)) {
      return true;
    }
    Optional<ProcessHandle> parent = process.parent();
    return (parent.isPresent() && !isReaper(parent.get()))
        ? isOfProgram(parent.get()) && namesData(parent.get())
        : !isMain(process);
  }

  /**
   * Whether it takes orphans in: the first process of the machine or container, or of a session.
   */
  private static boolean isReaper(ProcessHandle process) {
    return process.pid() == 1
        || process.info().command().map(command -> command.endsWith("/systemd")).orElse(false);
  }

  private boolean isOfProgram(ProcessHandle process) {
    return process.info().command().map(command -> Path.of(command).equals(program)).orElse(false);
  }

  private boolean namesData(ProcessHandle process) {
    String[] arguments = process.info().arguments().orElse(new String[0]);
    for (int i = 0; i + 1 < arguments.length; i++) {
      if (arguments[i].equals("-D") && Path.of(arguments[i + 1]).equals(data)) {
        return true;
      }
    }
    return false;
  }

  /** Of some server. */
  private static boolean isMain(ProcessHandle process) {
    return List.of(process.info().arguments().orElse(new String[0])).contains("-D");
  }
}
