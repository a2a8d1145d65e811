package dev.tallystick.tally;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.ConsentGiven;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tally.document.ConsentReceipt;
import dev.tallystick.tally.document.ReceiptEvent;
import dev.tallystick.tally.document.ReceiptPurpose;
import dev.tallystick.tally.proof.EntryEvidence;
import dev.tallystick.tally.proof.EvidenceCheck;
import dev.tallystick.tally.proof.MalformedEvidenceException;
import dev.tallystick.tally.proof.UnknownFormatException;
import dev.tallystick.tally.report.CheckReport;
import dev.tallystick.tally.trust.KeyOptions;
import dev.tallystick.tally.trust.UnusableKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code tally consent}: a person's ConsentReceipt, and that the log has the consent. */
@Command(
    name = "consent",
    description = {
      "Checks a ConsentReceipt offline: who signed it, and with --receipt that the log has this"
          + " very consent."
    },
    footerHeading = CommandHelp.EXAMPLE,
    footer = {
      "  tally consent mine.consent.jws --jwks keys.json --receipt consent.receipt.json --policy log.policy",
      CommandHelp.NEXT + "withdraw it with the consent's id: POST /v1/me/consents/ID/withdrawal."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ConsentCommand implements Callable<Integer> {
  private static final String TYPE = "consent-receipt+jws";

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "A consent-receipt+jws, as it was handed out.")
  private Path file = Path.of("");

  @Option(
      names = "--jwks",
      required = true,
      paramLabel = "FILE",
      description = "Keys of consent-service: its /.well-known/jwks.json.")
  private Path jwks = Path.of("");

  @Option(
      names = "--receipt",
      paramLabel = "FILE",
      description = "The log's receipt of the consent (.receipt.json).")
  private @Nullable Path receipt;

  @Mixin private KeyOptions keys = new KeyOptions();

  @Option(names = "--json", description = "Report in JSON.")
  private boolean json;

  ConsentCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CheckReport report = new CheckReport("consent", file.toString());
    try {
      verify(report);
    } catch (IOException e) {
      report.cannotTell("file", "cannot be read: " + e.getMessage());
    }
    return report.print(console.out(), console.form(json));
  }

  private void verify(CheckReport report) throws IOException {
    Optional<ConsentReceipt.Partial> claims = signed(report).map(ConsentReceipt.Partial::new);
    if (claims.isEmpty()) {
      return;
    }
    report.note(
        "consent",
        claims.get().recordId().orElse("") + ", version " + claims.get().recordVersion().orElse(0));
    Path logged = receipt;
    if (logged == null) {
      report.note("log", "not asked: give the log's receipt with --receipt");
      return;
    }
    try {
      EntryEvidence evidence = EntryEvidence.parse(Files.readAllBytes(logged));
      EvidenceCheck.run(report, evidence, Optional.empty(), keys.policy());
      compare(report, claims.get(), evidence);
    } catch (UnusableKeyException e) {
      report.cannotTell("key", e.getMessage());
    } catch (UnknownFormatException e) {
      report.cannotTell("receipt", logged + ": " + e.getMessage());
    } catch (MalformedEvidenceException e) {
      report.fails("receipt", logged + ": " + e.getMessage());
    }
  }

  private Optional<JsonObject> signed(CheckReport report) throws IOException {
    String jws = Files.readString(file, StandardCharsets.US_ASCII).strip();
    try {
      byte[] payload = Jws.verify(jws, TYPE, trusted()).payload();
      if (CanonicalJson.parse(payload) instanceof JsonObject claims) {
        report.holds("issuer", "signed by consent-service");
        return Optional.of(claims);
      }
      report.fails("issuer", "what is signed is no receipt");
    } catch (InvalidJwsException | MalformedJsonException e) {
      report.fails("issuer", String.valueOf(e.getMessage()));
    } catch (MalformedKeyException e) {
      report.cannotTell("key", jwks + ": " + e.getMessage());
    }
    return Optional.empty();
  }

  private VerificationKeys trusted() throws IOException, MalformedKeyException {
    List<VerificationKey> trusted = new ArrayList<>();
    try {
      if (CanonicalJson.parseMessage(Files.readAllBytes(jwks)) instanceof JsonObject set) {
        for (JsonValue key : set.findArray("keys").map(JsonArray::items).orElse(List.of())) {
          trusted.add(VerificationKey.parse(CanonicalJson.text(key)));
        }
      }
    } catch (MalformedJsonException e) {
      throw new IOException("not JSON: " + jwks, e);
    }
    return VerificationKeys.of(trusted.toArray(VerificationKey[]::new));
  }

  /** What the person took home against what the log holds. */
  private static void compare(
      CheckReport report, ConsentReceipt.Partial claims, EntryEvidence evidence) {
    Optional<JsonObject> body = evidence.receipt().flatMap(r -> r.opening().body().value());
    ConsentGiven.Partial data =
        new ConsentGiven.Partial(body.flatMap(b -> b.findObject("data")).orElse(JsonObject.EMPTY));
    List<String> differing = new ArrayList<>();
    same(differing, "record_id", claims.recordId(), data.consent());
    same(differing, "record_version", boxed(claims.recordVersion()), boxed(data.version()));
    same(
        differing,
        "pii_principal_id",
        claims.piiPrincipalId(),
        body.flatMap(b -> b.findString("subject")));
    ReceiptPurpose.Partial purpose =
        first(claims.purposes(), new ReceiptPurpose.Partial(JsonObject.EMPTY));
    same(differing, "purpose", purpose.purpose(), data.purpose());
    same(differing, "purpose_type", purpose.purposeType(), data.kind());
    same(
        differing,
        "pii_information",
        Optional.of(purpose.piiInformation()).filter(list -> !list.isEmpty()),
        Optional.of(data.categories()));
    same(differing, "retention_period", purpose.retentionPeriod(), data.retention());
    ReceiptEvent.Partial event = first(claims.event(), new ReceiptEvent.Partial(JsonObject.EMPTY));
    same(
        differing,
        "valid_until",
        event.validUntil(),
        data.validUntil().map(Instant::toEpochMilli).map(Timestamps::format));
    if (differing.isEmpty()) {
      report.holds("terms", "the log has this consent in these terms");
    } else {
      report.fails("terms", "the log has another consent: " + String.join(", ", differing));
    }
  }

  private static void same(
      List<String> differing, String name, Optional<?> receipt, Optional<?> logged) {
    if (receipt.isEmpty() || !receipt.equals(logged)) {
      differing.add(name);
    }
  }

  private static Optional<Long> boxed(OptionalLong number) {
    return number.isPresent() ? Optional.of(number.getAsLong()) : Optional.empty();
  }

  private static <T> T first(List<T> items, T otherwise) {
    return items.isEmpty() ? otherwise : items.get(0);
  }
}
