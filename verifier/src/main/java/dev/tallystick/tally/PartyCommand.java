package dev.tallystick.tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tally party}: the commands of those who take part in an exchange. */
@Command(
    name = "party",
    description = "Signs, sends, opens and acknowledges for a party.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keygen shop.keys",
      CommandHelp.NEXT
          + "tally party keys enrol registers them; tally help party COMMAND tells each with an example."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class PartyCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by the parser before it runs the command
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
