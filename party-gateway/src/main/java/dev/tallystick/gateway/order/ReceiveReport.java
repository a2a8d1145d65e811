package dev.tallystick.gateway.order;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.gateway.document.KeptEvidence;
import dev.tallystick.gateway.key.GatewayKeys;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.seal.SealedPapers.Paper;
import dev.tallystick.gateway.suite.SellerKeys;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.trust.LogTrust;
import dev.tallystick.party.Delivery;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.InvalidReleaseException;
import dev.tallystick.party.MalformedAnswerException;
import dev.tallystick.party.OpenedPayload;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.ReleaseFlaw;
import jakarta.inject.Singleton;
import java.util.Objects;
import java.util.Optional;

/**
 * Opens what a bureau has handed over, with every check of {@code ReceivedRelease}, the seller's
 * half among them. What does not pass is kept sealed as evidence, and nothing of it is shown.
 */
@Singleton
final class ReceiveReport {
  private static final String RECEIPT = "RECEIPT_OF_ANOTHER_SALE";

  private final OrderSteps steps;
  private final SealedPapers papers;
  private final LogTrust trust;
  private final SellerKeys sellers;
  private final ReaderKeys reader;

  ReceiveReport(
      OrderSteps steps,
      SealedPapers papers,
      LogTrust trust,
      SellerKeys sellers,
      ReaderKeys reader) {
    this.steps = steps;
    this.papers = papers;
    this.trust = trust;
    this.sellers = sellers;
    this.reader = reader;
  }

  /** By which keys the party opens, and under which name. */
  @Singleton
  static final class ReaderKeys {
    private final GatewayKeys keys;
    private final SuiteClient suite;

    ReaderKeys(GatewayKeys keys, SuiteClient suite) {
      this.keys = keys;
      this.suite = suite;
    }
  }

  /** What opening takes is here before anything is bought: what is handed over waits for nobody. */
  void prepare(ReportOrderEntity row) throws SuiteAwayException, RefusedException {
    var unused = trust.log();
    sellers.prepare(row.bureau);
  }

  /** What was handed over before and is not opened yet. */
  Optional<Delivery> kept(ReportOrderEntity row) {
    byte[] sealed = row.delivery;
    if (sealed == null) {
      return Optional.empty();
    }
    try {
      byte[] answer = papers.open(Paper.EVIDENCE, row.id, sealed);
      return Optional.of(Delivery.of((JsonObject) CanonicalJson.parseMessage(answer)));
    } catch (MalformedJsonException | MalformedAnswerException e) {
      throw new IllegalStateException("a delivery was sealed as something else", e);
    }
  }

  /** It cannot be opened now, and is kept as it was handed over: nobody sells it twice. */
  void keep(ReportOrderEntity row, JsonObject answer) {
    steps.keep(row.id, papers.seal(Paper.EVIDENCE, row.id, CanonicalJson.messageBytes(answer)));
  }

  void receive(ReportOrderEntity row, Delivery delivery) throws SuiteAwayException {
    try {
      OpenedPayload opened = open(row, delivery, false);
      if (!isOfThisOrder(row, delivery, opened)) {
        steps.flaw(row.id, RECEIPT, evidence(row, delivery, true));
        return;
      }
      JsonObject report = opened.payload().report().orElseThrow();
      steps.open(
          row.id,
          new OpenedReport(
              delivery,
              opened,
              evidence(row, delivery, false),
              papers.seal(Paper.REPORT, row.id, CanonicalJson.messageBytes(report))));
    } catch (InvalidReleaseException e) {
      steps.flaw(row.id, e.flaw().name(), evidence(row, delivery, true));
    }
  }

  /** The receipt, and of what has not passed also the sealed payload. */
  private byte[] evidence(ReportOrderEntity row, Delivery delivery, boolean isFlawed) {
    KeptEvidence kept =
        new KeptEvidence(
            delivery.receipt(), isFlawed ? Optional.of(delivery.jwe()) : Optional.empty());
    return papers.seal(Paper.EVIDENCE, row.id, CanonicalJson.messageBytes(kept.toJson()));
  }

  /** By the seller's keys as they are known; by those of now if none of them has signed. */
  private OpenedPayload open(ReportOrderEntity row, Delivery delivery, boolean isFresh)
      throws SuiteAwayException, InvalidReleaseException {
    try {
      ExpectedRelease expected =
          ExpectedRelease.of(Objects.requireNonNull(row.subject), reader.suite.party().party())
              .withSeller(sellers.of(row.bureau, isFresh));
      return delivery.open(reader.keys.decryption(), trust.log(), expected);
    } catch (InvalidReleaseException e) {
      if (e.flaw() == ReleaseFlaw.SELLER_SIGNATURE_INVALID && !isFresh) {
        return open(row, delivery, true);
      }
      throw e;
    } catch (RefusedException e) {
      throw new IllegalStateException("the seller's keys were refused: " + e.code(), e);
    }
  }

  /** The log's entry is of this inquiry, this seller and this price, and a report came with it. */
  private static boolean isOfThisOrder(
      ReportOrderEntity row, Delivery delivery, OpenedPayload opened) {
    DataReleased.Partial data = new DataReleased.Partial(opened.body().data());
    Optional<JsonObject> price = data.fee().map(ReleaseFee.Partial::object);
    boolean hasPrice = price.equals(delivery.fee().map(fee -> fee.toJson()));
    return data.from().filter(row.bureau::equals).isPresent()
        && data.inquiry().filter(inquiry -> inquiry.equals(row.inquiry)).isPresent()
        && data.product().filter(row.product::equals).isPresent()
        && delivery.eventId().equals(opened.eventId())
        && delivery.index() == opened.index()
        && hasPrice
        && opened.payload().report().isPresent();
  }
}
