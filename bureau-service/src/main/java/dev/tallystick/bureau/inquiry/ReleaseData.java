package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.product.Model;
import dev.tallystick.bureau.report.CreditReport;
import dev.tallystick.bureau.source.SourceRecord;
import dev.tallystick.bureau.source.Sourced;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.events.EventId;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.InquiryId;
import dev.tallystick.events.type.ModelRef;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.PurposeObject;
import dev.tallystick.events.type.ReleaseId;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.Payload;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.RecordDigests;
import dev.tallystick.tlog.Hash;
import java.util.List;
import java.util.Optional;

/** The {@code data} of a release-2, as {@code docs/spec/events.md} defines it. */
record ReleaseData(
    Order order, Ruling.Permit permit, Sourced sourced, CreditReport report, Sealed sealed) {

  private static final int MOST_ROWS = 256;

  /** The report as plaintext and as it is sent. */
  record Sealed(Payload payload, String jwe) {
    /** Shows no content. */
    @Override
    public String toString() {
      return "Sealed[" + payload + "]";
    }
  }

  DataReleased signed(String sellerSignature) {
    InquiryRequest inquiry = order.inquiry();
    List<SourceRecord> records = report.records();
    DataReleased.Builder data =
        DataReleased.builder()
            .step(DataReleased.Step.RELEASE_2)
            .release(new ReleaseId(sealed.payload().releaseId()))
            .from(order.bureau().value())
            .to(order.lender())
            .endUser(order.lender())
            .inquiry(new InquiryId(inquiry.inquiry()))
            .product(new ProductId(inquiry.product()))
            .purpose(inquiry.purpose())
            .purposeObject(inquiry.purposeObject().map(ReleaseData::purposeObject))
            // None where the pack opens the edge by law.
            .consents(permit.consents())
            .categories(permit.categories().stream().distinct().toList())
            .omitted(sourced.leftOut(permit.omitted()))
            .recordCount(records.size())
            .recordsRoot(RecordDigests.root(records.stream().map(SourceRecord::digest).toList()))
            .rows(rows())
            .payloadDigest(sealed.payload().digest())
            .jweDigest(Payload.jweDigest(sealed.jwe()))
            .recipientKey(permit.recipientKey().orElseThrow().keyId())
            .parents(sourced.parents().keySet().stream().map(EventId::fromString).toList())
            .model(model().map(ReleaseData::modelRef))
            .modelOwner(model().flatMap(Model::owner))
            .fee(permit.fee().orElseThrow())
            .request(order.request())
            .decision(permit.jws())
            .sellerSignature(sellerSignature);
    if (report.disputedCount() > 0) {
      data.disputedCount(report.disputedCount());
    }
    return data.build();
  }

  /** By which a row that turns up elsewhere is traced to the lender; as many as an event holds. */
  private List<Hash> rows() {
    return report.shown().stream().map(SourceRecord::digest).distinct().limit(MOST_ROWS).toList();
  }

  private Optional<Model> model() {
    return order.product().terms().model();
  }

  private static ModelRef modelRef(Model model) {
    return new ModelRef(model.id().name(), model.id().version(), model.manifest());
  }

  private static PurposeObject purposeObject(PurposeReference object) {
    return new PurposeObject(PurposeObject.Kind.of(object.kind()), object.ref());
  }

  /** Shows no token. */
  @Override
  public String toString() {
    return "ReleaseData[" + order + "]";
  }
}
