package dev.tallystick.tally;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.AppendedAnswer;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party keys revoke}: ends a key of the party. */
@Command(
    name = "revoke",
    description =
        "Ends a key of the party for good, one too that is to begin later, by the key of --keys.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party keys revoke --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --reason SUPERSEDED $THUMBPRINT",
      CommandHelp.NEXT
          + "what the key signs from now on counts no more; keys add registers another one."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RevokeKeyCommand extends ServiceCommand {

  @Parameters(paramLabel = "THUMBPRINT", description = "The key's thumbprint.")
  private String thumbprint = "";

  @Option(
      names = "--reason",
      paramLabel = "WHY",
      required = true,
      description = "COMPROMISED, RETIRED or ROTATED.")
  private String reason = "";

  @Option(
      names = "--since",
      paramLabel = "TIME",
      description = "Since when somebody else may have used it.")
  private @Nullable Instant since;

  RevokeKeyCommand(Console console, InstantSource clock) {
    super("party keys revoke", console, clock);
  }

  @Override
  String subject() {
    return thumbprint;
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    JsonObject answer = client().registrar().revoke(thumbprint, reason, Optional.ofNullable(since));
    String event = new AppendedAnswer.Partial(answer).eventId().orElse("");
    report.holds("revoked", "by event " + event);
    report.fact("event", event);
  }
}
