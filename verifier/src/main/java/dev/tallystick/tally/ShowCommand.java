package dev.tallystick.tally;

import dev.tallystick.tally.proof.EvidenceFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.show.ShownFile;
import dev.tallystick.tally.show.UseText;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code tally show}: a usage answer as a person reads it. */
@Command(
    name = "show",
    description = {
      "Prints a usage answer as a person reads it: when, who, what, why, at what price, with what outcome.",
      "It checks nothing; tally verify does."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally show mine.usage.json",
      CommandHelp.NEXT
          + "tally verify mine.usage.json --policy log.policy --subject-file me.token checks it."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ShowCommand implements Callable<Integer> {
  private final Console console;

  @Parameters(
      paramLabel = "FILE",
      description = "A .usage.json, or a selection of one; - is standard input.")
  private String file = "";

  ShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("show", file);
    Optional<byte[]> bytes = new EvidenceFile(console.in()).bytes(report, "file", file);
    if (bytes.isEmpty()) {
      return report.print(console.out(), console.form(false));
    }
    ShownFile shown;
    try {
      shown = ShownFile.parse(bytes.get());
    } catch (ShownFile.NotAnAnswerException e) {
      report.cannotTell("file", file + ": " + e.getMessage());
      return report.print(console.out(), console.form(false));
    }
    new UseText(shown).print(console.out());
    console.out().println(count(shown));
    console
        .out()
        .println(
            "Nothing of this is checked. Whether it is true and complete: tally verify " + file);
    console.out().flush();
    return 0;
  }

  private static String count(ShownFile shown) {
    int uses = shown.uses().size();
    String entries = uses == 1 ? "1 entry" : uses + " entries";
    return shown.isCutShort() ? entries + "; there are more, on further pages." : entries + ".";
  }
}
