package dev.tallystick.tally;

import dev.tallystick.tally.report.Verdict;
import dev.tallystick.tlog.Hash;
import java.time.Clock;
import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.TypeConversionException;

/** Starts {@code tally}. */
public final class Main {
  private Main() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(commandLine(Console.ofProcess()).execute(args));
  }

  /** Runs a command in this process, for programs that check what they have just done. */
  public static int run(Console console, String... args) {
    return commandLine(console).execute(args);
  }

  /** Returns {@code tally} with all its commands. */
  static CommandLine commandLine(Console console) {
    return commandLine(console, Clock.systemUTC());
  }

  /** Returns {@code tally} with all its commands, for which it is the time that the clock shows. */
  static CommandLine commandLine(Console console, InstantSource clock) {
    CommandLine tally =
        new CommandLine(new Tally())
            .addSubcommand(new VerifyCommand(console))
            .addSubcommand(new FsckCommand(console))
            .addSubcommand(new AuditCommand(console))
            .addSubcommand(new ProveCommand(console))
            .addSubcommand(new MirrorCommand(console))
            .addSubcommand(new WatchCommand(console, clock))
            .addSubcommand(new WitnessCommand(console, clock))
            .addSubcommand(new ReplayCommand(console))
            .addSubcommand(new ConsentCommand(console))
            .addSubcommand(new TraceLeakCommand(console))
            .addSubcommand(party(console, clock))
            .addSubcommand(new CommandLine.HelpCommand());
    return tally
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false)
        .registerConverter(Hash.class, Main::hash)
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> {
              // A fault of ours refutes nothing: the exit code must not say so.
              console.err().println("tally: internal error, nothing is known: " + fault);
              return Verdict.CANNOT_TELL.exitCode();
            });
  }

  private static CommandLine party(Console console, InstantSource clock) {
    return new CommandLine(new PartyCommand())
        .addSubcommand(new KeygenCommand(console))
        .addSubcommand(new RegisterCommand(console, clock))
        .addSubcommand(new AgreeCommand(console, clock))
        .addSubcommand(new ResolveCommand(console, clock))
        .addSubcommand(new DepositCommand(console, clock))
        .addSubcommand(new RequestCommand(console, clock))
        .addSubcommand(new OpenCommand(console))
        .addSubcommand(new AcknowledgeCommand(console, clock));
  }

  private static Hash hash(String hex) {
    try {
      return Hash.fromHex(hex);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException("'%s' is not a hash: %s".formatted(hex, e.getMessage()));
    }
  }
}
