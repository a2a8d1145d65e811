package dev.tallystick.tally;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tally party keys}: the commands about the keys of a party. */
@Command(
    name = "keys",
    description = "Registers and ends the keys of a party.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keys enrol --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --code-file code.txt",
      CommandHelp.NEXT + "tally party agree signs the first agreement."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND")
final class KeysCommand implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by the parser before it runs the command
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }
}
