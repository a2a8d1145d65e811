package dev.tallystick.tally;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tally.party.ClosedFile;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.report.ServiceFacts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code tally party request}: asks a bureau for a report about a person, and keeps it sealed. */
@Command(
    name = "request",
    description = "Buys a report; keeps it sealed, and the log's receipt beside it.",
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally party request --party bank-riverside --keys bank.keys --client bank-riverside --client-key bank.pem \\",
      "      --bureau bureau-north --product $PRODUCT --subject $SUBJECT --consent $CONSENT \\",
      "      --purpose LOAN_APPROVAL --quote",
      CommandHelp.NEXT
          + "without --quote it buys; then tally party open, and tally party acknowledge."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RequestCommand extends ServiceCommand {

  @SuppressWarnings("NullAway.Init") // set by the parser before it runs the command
  @Spec
  private CommandSpec spec;

  @Option(names = "--bureau", paramLabel = "ID", required = true, description = "The bureau.")
  private String bureau = "";

  @Option(names = "--product", paramLabel = "ID", required = true, description = "What to buy.")
  private String product = "";

  @Option(names = "--subject", paramLabel = "TOKEN", required = true, description = "The person.")
  private String subject = "";

  @Option(
      names = "--consent",
      paramLabel = "ID",
      required = true,
      description =
          "The person's consent to this query; a bureau that does not find it refuses, and the refusal is logged.")
  private String consent = "";

  @Option(
      names = "--purpose",
      paramLabel = "CODE",
      required = true,
      description = "What for, such as LOAN_APPROVAL.")
  private String purpose = "";

  @Option(
      names = "--object",
      paramLabel = "KIND:REF",
      description = "What the purpose is about, such as APPLICATION:A-17.")
  private @Nullable String object;

  @Option(
      names = "--category",
      paramLabel = "CODE",
      description = "A category to ask for; all of the product unless told.")
  private List<String> categories = new ArrayList<>();

  @Option(names = "--quote", description = "Only ask for price and content; buys nothing.")
  private boolean quote;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = ".",
      description = "Where the files go (default: here).")
  private Path folder = Path.of("");

  RequestCommand(Console console, InstantSource clock) {
    super("party request", console, clock);
  }

  @Override
  String subject() {
    return bureau;
  }

  @Override
  void work(CheckReport report) throws RefusedException, IOException, InterruptedException {
    PartyClient client = client();
    InquiryRequest inquiry = inquiry(client);
    if (quote) {
      JsonObject answer = client.quote(inquiry);
      report.holds("quote", new String(CanonicalJson.messageBytes(answer), US_ASCII));
      report.fact("quote", ServiceFacts.of(answer));
      return;
    }
    Delivery sold = client.inquire(inquiry);
    Path jwe = folder.resolve(sold.release() + ".jwe");
    Path receipt = folder.resolve(sold.release() + ".receipt.json");
    Files.createDirectories(folder);
    ClosedFile.write(jwe, sold.jwe().getBytes(US_ASCII));
    ClosedFile.write(receipt, sold.receiptBytes());
    report.holds("sold", sold.release() + ", event " + sold.eventId() + " at " + sold.index());
    sold.fee()
        .ifPresent(
            fee -> {
              report.note("fee", fee.amount() + " " + fee.currency() + " by " + fee.tariff());
              report.fact("fee", fee.amount());
              report.fact("currency", fee.currency());
            });
    report.note("payload", jwe.toString());
    report.note("receipt", receipt.toString());
    report.note("next", "nothing is checked yet: tally party open");
    report.fact("release", sold.release());
    report.fact("eventId", sold.eventId());
    report.fact("index", sold.index());
    sold.omitted().forEach(one -> report.note("omitted", CanonicalJson.text(one)));
    report.fact("omitted", sold.omitted().stream().map(ServiceFacts::of).toList());
    report.fact("jwe", jwe.toString());
    report.fact("receipt", receipt.toString());
  }

  private InquiryRequest inquiry(PartyClient client) {
    try {
      return new InquiryRequest(
          client.claims(bureau),
          client.drawId("inq"),
          subject,
          product,
          purpose,
          Optional.ofNullable(object).map(RequestCommand::purposeObject),
          consent,
          categories);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private static PurposeReference purposeObject(String text) {
    int colon = Math.max(text.indexOf(':'), 0);
    return new PurposeReference(text.substring(0, colon), text.substring(colon + 1));
  }
}
