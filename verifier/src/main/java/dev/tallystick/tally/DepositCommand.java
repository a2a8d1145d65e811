package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.document.RefusedRecord;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.report.CheckReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally party deposit}: deposits records, and signs for those that were stored. */
@Command(
    name = "deposit",
    description = "Deposits records at the data vault and signs for them.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party deposit --party shop-lantern --keys shop.keys --client shop-lantern --client-key shop.pem \\",
      "      --agreement $AGREEMENT --out deposit.receipt.json records.ndjson",
      CommandHelp.NEXT
          + "tally verify deposit.receipt.json. Files in a form of your own: ./tallystick import."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DepositCommand extends ServiceCommand {

  @Option(
      names = "--agreement",
      paramLabel = "ID",
      required = true,
      description = "The agreement that the records are deposited under.")
  private String agreement = "";

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description = "Where the log's receipt goes, such as deposit.receipt.json.")
  private @Nullable Path receiptFile;

  @Parameters(paramLabel = "FILE", description = "Records as JSON, one a line.")
  private Path file = Path.of("");

  DepositCommand(Console console, InstantSource clock) {
    super("party deposit", console, clock);
  }

  @Override
  String subject() {
    return file.toString();
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    Deposit deposit = client().deposit(agreement, lines());
    report.fact("chunk", deposit.chunk());
    report.fact("stored", deposit.count());
    report.fact("refused", deposit.refused().size());
    for (JsonObject line : deposit.refused()) {
      RefusedRecord.Partial refusal = new RefusedRecord.Partial(line);
      report.refused(
          "line " + refusal.line().orElse(0),
          refusal.code().orElse("refused")
              + refusal.ruleId().map(rule -> " by " + rule).orElse("")
              + refusal.field().map(field -> ", " + field).orElse("")
              + refusal.rule().map(rule -> ": " + rule).orElse(""));
    }
    if (deposit.duplicates() > 0) {
      report.fact("duplicates", deposit.duplicates());
      report.holds("there", deposit.duplicates() + " records were there already");
    }
    if (deposit.count() > 0) {
      report.holds("root", "that of the records sent: " + deposit.root().hex());
      report.holds("signed", deposit.count() + " records in " + deposit.chunk());
    }
    keepReceipt(deposit, report);
  }

  private void keepReceipt(Deposit deposit, CheckReport report) throws IOException {
    if (receiptFile != null && deposit.receipt().isPresent()) {
      ClosedFile.write(receiptFile, CanonicalJson.messageBytes(deposit.receipt().get()));
      report.note("receipt", receiptFile.toString());
    }
  }

  private List<JsonObject> lines() throws IOException {
    List<JsonObject> lines = new ArrayList<>();
    int number = 0;
    for (String line : Files.readAllLines(file, UTF_8)) {
      number++;
      if (!line.isBlank()) {
        lines.add(line(number, line));
      }
    }
    return lines;
  }

  private JsonObject line(int number, String text) throws IOException {
    try {
      if (CanonicalJson.parse(text.getBytes(UTF_8)) instanceof JsonObject object) {
        return object;
      }
    } catch (MalformedJsonException e) {
      throw new IOException("%s, line %d: %s".formatted(file, number, e.reason().rule()), e);
    }
    throw new IOException("%s, line %d: not a JSON object".formatted(file, number));
  }
}
