package dev.tallystick.importing;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.importing.mapping.MalformedMappingException;
import dev.tallystick.importing.rows.UnreadableFileException;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.SuiteFolder;
import dev.tallystick.party.RefusedException;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** {@code tallystick import}. */
public final class ImportMain {

  private ImportMain() {}

  /** Imports; exit code 0 if all is kept, 1 if some was refused, 2 if nothing is kept. */
  public static void main(String[] line) {
    // The validator of schemas asks for a logger; there is none, and nobody needs to be told.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    System.exit(run(List.of(line)));
  }

  static int run(List<String> line) {
    CommandLine command;
    try {
      command = CommandLine.parse(line);
    } catch (CommandLine.UsageException e) {
      System.err.println(e.getMessage());
      System.err.print(CommandLine.USAGE);
      return ImportResult.NONE_STORED.exitCode();
    }
    try {
      Clock clock = Clock.systemUTC();
      ImportCommand importing =
          new ImportCommand(System.out, Boolean.getBoolean("tallystick.terminal"), clock);
      ImportResult result =
          command.dryRun()
              ? importing.dryRun(command, suite(command, clock))
              : importing.run(
                  command, new RunningSuite(SuiteFolder.existing(command.home()), clock));
      return result.exitCode();
    } catch (MalformedMappingException e) {
      System.err.println(command.mapping() + ": " + e.getMessage());
    } catch (UnreadableFileException e) {
      System.err.println(command.file() + ": " + e.getMessage());
    } catch (NoSuchFileException e) {
      System.err.println(
          e.getFile() + ": " + (e.getReason() == null ? "no such file" : e.getReason()));
    } catch (RefusedException e) {
      System.err.println("refused: " + e.getMessage() + ". Run it again to go on where it ended.");
    } catch (NotAStateFolderException | IllegalArgumentException e) {
      System.err.println(e.getMessage());
    } catch (IOException e) {
      System.err.println(e.getMessage() + ". Run it again to go on where it ended.");
    } catch (InterruptedException e) {
      System.err.println("interrupted");
    }
    return ImportResult.NONE_STORED.exitCode();
  }

  /** The suite of this state folder, if there is one. */
  private static Optional<RunningSuite> suite(CommandLine command, Clock clock) {
    try {
      return Optional.of(new RunningSuite(SuiteFolder.existing(command.home()), clock));
    } catch (NotAStateFolderException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
