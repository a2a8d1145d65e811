package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.party.Identifier;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party resolve}: the tokens of people that the party knows by an identifier. */
@Command(
    name = "resolve",
    description = "Asks the data vault for the tokens of people.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party resolve --party bank-riverside --keys bank.keys --client bank-riverside --client-key bank.pem \\",
      "      --purpose LOAN_APPROVAL PHONE:13800000000",
      CommandHelp.NEXT + "ask the person for consent with the token; then tally party request."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ResolveCommand extends ServiceCommand {
  private static final String STANDARD_INPUT = "-";

  @Option(
      names = "--purpose",
      paramLabel = "CODE",
      required = true,
      description = "What for, such as LOAN_APPROVAL.")
  private String purpose = "";

  @Parameters(
      arity = "1..*",
      paramLabel = "SCHEME:VALUE",
      description = "Identifiers; - reads them from standard input, one a line.")
  private List<String> identifiers = new ArrayList<>();

  ResolveCommand(Console console, InstantSource clock) {
    super("party resolve", console, clock);
  }

  @Override
  String subject() {
    return "identifiers";
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    List<Identifier> people = new ArrayList<>();
    for (String text : texts()) {
      people.add(identifier(text));
    }
    List<String> subjects = client().resolve(purpose, people);
    report.holds("resolved", subjects.size() + " in the order given");
    subjects.forEach(subject -> report.note("subject", subject));
    report.fact("subjects", subjects);
  }

  private List<String> texts() throws IOException {
    if (!identifiers.equals(List.of(STANDARD_INPUT))) {
      return identifiers;
    }
    return new String(console().in().readAllBytes(), UTF_8)
        .lines()
        .filter(line -> !line.isBlank())
        .toList();
  }

  /** The message does not repeat the identifier. */
  private static Identifier identifier(String text) throws IOException {
    int colon = text.indexOf(':');
    if (colon < 1) {
      throw new IOException("an identifier is SCHEME:VALUE");
    }
    return Identifier.of(text.substring(0, colon), text.substring(colon + 1));
  }
}
