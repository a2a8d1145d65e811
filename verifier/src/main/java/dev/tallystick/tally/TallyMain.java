package dev.tallystick.tally;

import dev.tallystick.tally.report.CheckVerdict;
import dev.tallystick.tally.report.ColourChoice;
import dev.tallystick.tlog.Hash;
import java.time.Clock;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Starts {@code tally}. */
public final class TallyMain {
  private TallyMain() {}

  /** Runs the command that the arguments name, and ends the process with its exit code. */
  public static void main(String[] args) {
    ColourChoice colours = ColourChoice.in(args).orElse(ColourChoice.AUTO);
    System.exit(run(Console.ofProcess(colours), args));
  }

  /** Runs a command in this process, for programs that check what they have just done. */
  public static int run(Console console, String... args) {
    return run(console, Clock.systemUTC(), args);
  }

  /** Runs a command, for which it is the time that the clock shows. */
  static int run(Console console, InstantSource clock, String... args) {
    CommandLine tally = commandLine(console, clock, args.length == 0 ? "" : args[0]);
    if (ColourChoice.in(args).isEmpty()) {
      console.err().println("Invalid value for option '--color': it is auto, always or never");
      return tally.getCommandSpec().exitCodeOnInvalidInput();
    }
    return tally.execute(upToUnknown(tally, args));
  }

  /**
   * The arguments up to the first word that should be a command and is none: whoever asks for its
   * help is told so, and not given the help of something else.
   */
  private static String[] upToUnknown(CommandLine tally, String... args) {
    Map<String, CommandLine> known = tally.getSubcommands();
    for (int i = 0; i < args.length && !known.isEmpty() && !args[i].startsWith("-"); i++) {
      CommandLine named = known.get(args[i]);
      if (named == null) {
        return Arrays.copyOf(args, i + 1);
      }
      known = named.getSubcommands();
    }
    return args;
  }

  /**
   * Returns {@code tally} with the command of this name; with all of them if there is none. To make
   * all takes longer than most of what they do.
   */
  static CommandLine commandLine(Console console, InstantSource clock, String name) {
    Map<String, Supplier<Object>> commands = commands(console, clock);
    Supplier<Object> named = name.isEmpty() ? null : commands.get(name);
    CommandLine tally = new CommandLine(new TallyCommand());
    tally.getCommandSpec().addOption(colours());
    (named == null ? commands.values() : List.of(named))
        .forEach(command -> tally.addSubcommand(command.get()));
    return tally
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false)
        .setUsageHelpWidth(CommandHelp.WIDTH)
        .setParameterExceptionHandler(CommandHelp.mistyped())
        .registerConverter(Hash.class, TallyMain::hash)
        .setExecutionExceptionHandler(
            (fault, command, parsed) -> {
              // A fault of ours refutes nothing: the exit code must not say so.
              console.err().println("tally: internal error, nothing is known: " + fault);
              return CheckVerdict.CANNOT_TELL.exitCode();
            });
  }

  /** What every command takes; it is read before any command is made. */
  private static OptionSpec colours() {
    return OptionSpec.builder(ColourChoice.OPTION)
        .paramLabel("WHEN")
        .type(String.class)
        .scopeType(ScopeType.INHERIT)
        .description(
            "Colours of verdicts: auto (the usual), always or never; NO_COLOR counts for auto.")
        .build();
  }

  /** All commands, in the order in which they are told of. */
  private static Map<String, Supplier<Object>> commands(Console console, InstantSource clock) {
    Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
    commands.put("verify", () -> new VerifyCommand(console));
    commands.put("fsck", () -> new FsckCommand(console));
    commands.put("show", () -> new ShowCommand(console));
    commands.put("audit", () -> new AuditCommand(console));
    commands.put("prove", () -> new ProveCommand(console));
    commands.put("mirror", () -> new MirrorCommand(console));
    commands.put("watch", () -> new WatchCommand(console, clock));
    commands.put("witness", () -> new WitnessCommand(console, clock));
    commands.put("replay", () -> new ReplayCommand(console));
    commands.put("lineage", () -> new LineageCommand(console));
    commands.put("bundle", () -> new BundleCommand(console));
    commands.put("export", () -> new ExportCommand(console));
    commands.put("query", () -> new QueryCommand(console));
    commands.put("consent", () -> new ConsentCommand(console));
    commands.put("trace-leak", () -> new TraceLeakCommand(console));
    commands.put("party", () -> party(console, clock));
    // Tells of all the others, so it is not among those that are made alone.
    commands.put("", CommandLine.HelpCommand::new);
    return commands;
  }

  private static CommandLine party(Console console, InstantSource clock) {
    return new CommandLine(new PartyCommand())
        .addSubcommand(new KeygenCommand(console))
        .addSubcommand(
            new CommandLine(new KeysCommand())
                .addSubcommand(new EnrolKeysCommand(console, clock))
                .addSubcommand(new AddKeysCommand(console, clock))
                .addSubcommand(new RevokeKeyCommand(console, clock)))
        .addSubcommand(new ClientKeyCommand(console))
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
