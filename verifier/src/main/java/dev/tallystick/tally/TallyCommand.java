package dev.tallystick.tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a subcommand: it asks for one. */
@Command(
    name = "tally",
    description = "Checks receipts and whole logs with public files alone; acts for a party.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally verify withdrawal.receipt.json --policy log.policy",
      CommandHelp.NEXT
          + "tally help COMMAND tells each command with an example; ./tallystick policy prints the log's policy file."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:holds",
      "1:does not hold: evidence against somebody",
      "2:cannot tell, or refused (out of reach, not witnessed yet, unknown type or format, no key, wrong usage)"
    })
final class TallyCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by the parser before it runs the command
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
