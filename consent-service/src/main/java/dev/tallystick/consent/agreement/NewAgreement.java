package dev.tallystick.consent.agreement;

import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.rules.AgreementDraft;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * An agreement as presented for filing.
 *
 * @param signatures the signed statement of each side, by party
 */
record NewAgreement(
    AgreementDraft draft,
    String textHash,
    Optional<LocalDate> reviewedOn,
    Optional<String> filingNo,
    SortedMap<String, String> signatures) {

  JsonObject toData(long version) {
    return JsonObject.builder()
        .put("agreement", draft.agreement())
        .put("version", version)
        .put("kind", draft.kind())
        .put("provider", draft.provider())
        .put("receiver", draft.receiver())
        .put("clauses", JsonArray.ofStrings(List.copyOf(draft.clauses())))
        .putIfPresent("filingNo", filingNo)
        .put("textHash", textHash)
        .put("validFrom", Timestamps.format(draft.validFrom().toEpochMilli()))
        .put("validTo", Timestamps.format(draft.validTo().toEpochMilli()))
        .putIfPresent("approvalRef", draft.approvalRef())
        .putIfPresent("reviewedOn", reviewedOn.map(LocalDate::toString))
        .put("signatures", JsonArray.of(signatureList()))
        .build();
  }

  private List<JsonObject> signatureList() {
    return signatures.entrySet().stream()
        .map(
            signature ->
                JsonObject.builder()
                    .put("party", signature.getKey())
                    .put("jws", signature.getValue())
                    .build())
        .toList();
  }
}
