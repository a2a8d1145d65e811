package dev.tallystick.consent.agreement;

import dev.tallystick.events.type.AgreementFiled;
import dev.tallystick.events.type.AgreementId;
import dev.tallystick.events.type.PartySignature;
import dev.tallystick.rules.AgreementDraft;
import dev.tallystick.tlog.Hash;
import java.time.LocalDate;
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

  AgreementFiled toData(long version) {
    return AgreementFiled.builder()
        .agreement(new AgreementId(draft.agreement()))
        .version(version)
        .kind(AgreementFiled.Kind.of(draft.kind()))
        .provider(draft.provider())
        .receiver(draft.receiver())
        .clauses(draft.clauses())
        .filingNo(filingNo)
        .textHash(Hash.fromHex(textHash))
        .validFrom(draft.validFrom())
        .validTo(draft.validTo())
        .approvalRef(draft.approvalRef())
        .reviewedOn(reviewedOn)
        .instruction(draft.processing().map(AgreementDraft.Processing::instruction))
        .subprocessing(draft.processing().map(AgreementDraft.Processing::subprocessing))
        .signatures(
            signatures.entrySet().stream()
                .map(signed -> new PartySignature(signed.getKey(), signed.getValue()))
                .toList())
        .build();
  }
}
