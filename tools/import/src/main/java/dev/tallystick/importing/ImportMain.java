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

/** {@code tallystick import}. */
public final class ImportMain {
  private static final int FAILED = 1;
  private static final int USAGE = 2;

  private ImportMain() {}

  /** Imports; exit code 1 if it failed, 2 if the command line or the mapping is wrong. */
  public static void main(String[] line) {
    System.exit(run(List.of(line)));
  }

  private static int run(List<String> line) {
    CommandLine command;
    try {
      command = CommandLine.parse(line);
    } catch (CommandLine.UsageException e) {
      System.err.println(e.getMessage());
      System.err.print(CommandLine.USAGE);
      return USAGE;
    }
    try {
      Clock clock = Clock.systemUTC();
      ImportCommand importing =
          new ImportCommand(System.out, Boolean.getBoolean("tallystick.terminal"), clock);
      if (command.dryRun()) {
        importing.dryRun(command);
      } else {
        importing.run(command, new RunningSuite(SuiteFolder.existing(command.home()), clock));
      }
      return 0;
    } catch (MalformedMappingException e) {
      System.err.println(command.mapping() + ": " + e.getMessage());
      return USAGE;
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
    return FAILED;
  }
}
