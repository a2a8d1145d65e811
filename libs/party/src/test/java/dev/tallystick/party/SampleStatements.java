package dev.tallystick.party;

import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.tlog.Hash;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** One valid statement of each kind, by invented parties. */
final class SampleStatements {
  static final Instant NOW = Instant.parse("2026-03-02T01:40:00Z");
  static final SigningKey KEY = key(1);
  static final VerificationKeys TRUSTED = VerificationKeys.of(KEY.verificationKey());
  static final String ISSUER = "bank-riverside";
  static final String SUBJECT = "sub_5ciq6vxtulqh6wm2te5ttwo2a4";
  static final String UUID = "019cac33-c580-7e9a-be9f-ebd7343c67d6";
  static final Hash HASH = Hash.sha256(new byte[] {7});

  private static final Optional<String> NONE = Optional.empty();

  private SampleStatements() {}

  static SigningKey key(int seed) {
    byte[] bytes = new byte[SigningKey.SEED_SIZE];
    bytes[0] = (byte) seed;
    return SigningKey.fromSeed(bytes);
  }

  static Claims claims(String audience) {
    long now = NOW.getEpochSecond();
    return new Claims(ISSUER, audience, now, OptionalLong.of(now + 60), "Zm9yIHRlc3Rz");
  }

  private static Claims lasting(String audience) {
    return new Claims(ISSUER, audience, NOW.getEpochSecond(), OptionalLong.empty(), "Zm9yIHRlc3Rz");
  }

  static InquiryRequest inquiry() {
    return new InquiryRequest(
        claims("bureau-north"),
        "inq_" + UUID,
        SUBJECT,
        "prd_" + UUID,
        "LOAN_APPROVAL",
        Optional.of(new PurposeReference("APPLICATION", "A-2026/17")),
        "con_" + UUID,
        List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE"));
  }

  static ReleaseRequest release() {
    return new ReleaseRequest(
        claims("data-vault"),
        SUBJECT,
        "bureau-north",
        "CREDIT_REPORTING_SUPPLY",
        List.of("PAYMENT.SUMMARY"),
        List.of("mall-east"),
        new ReleaseRequest.EndUse(
            Optional.of("LOAN_APPROVAL"),
            Optional.of("bank-riverside"),
            Optional.of("inq_" + UUID),
            Optional.of("prd_" + UUID)),
        Optional.of("monthly score"),
        Optional.empty());
  }

  static ReleaseCost fee() {
    return new ReleaseCost(100, "CNY", "trf_" + UUID, "report-small", NONE);
  }

  static List<Statement> all() {
    return List.of(
        inquiry(),
        inquiry().standing(),
        release(),
        new HandoverRequest(
            claims("data-vault"),
            SUBJECT,
            "bank-harbour",
            "LOAN_APPROVAL",
            Optional.of(new PurposeReference("APPLICATION", "A-2026/17")),
            List.of("PAYMENT.SUMMARY"),
            List.of(UUID),
            new HandoverRequest.Sealed(
                UUID, "rel_" + UUID, 2, HASH, HASH, HASH, KEY.verificationKey().keyId())),
        new ResolveRequest(claims("data-vault"), "LOAN_APPROVAL"),
        new IdentityClaimStatement(claims("data-vault"), HASH, "ID_CARD_AND_SMS", HASH),
        new DepositStatement(claims("data-vault"), "chk_" + UUID, "agr_" + UUID, 3, HASH),
        new Acknowledgement(
            claims("audit-service"),
            UUID,
            4,
            HASH,
            HASH,
            new SeenCheckpoint(5, HASH),
            NOW.toEpochMilli()),
        new AgreementSignature(
            claims("consent-service"), "agr_" + UUID, HASH, "bureau-north", ISSUER),
        new CollectedConsent(
            claims("consent-service"),
            SUBJECT,
            "QUERY",
            Optional.of("bureau-north"),
            ISSUER,
            "LOAN_APPROVAL",
            List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE"),
            "ntc_" + UUID,
            NOW.toEpochMilli(),
            HASH),
        new StopAnswer(claims("consent-service"), "ntf_" + UUID, "DONE"),
        new ExplanationStatement(
            claims("consent-service"), "rgt_" + UUID, "Three loans are open.\nWe lend on two."),
        new DownstreamAnswer(claims("data-vault"), "ntf_" + UUID, "DONE", Optional.empty()),
        new KeyProof(
            claims("consent-service"), ISSUER, KeyProof.SIGN, KEY.verificationKey().keyId()),
        new KeyRevocation(
            claims("consent-service"), ISSUER, KEY.verificationKey().keyId(), "ROTATED"),
        new SellerStatement(
            lasting("bank-hill"),
            "rel_" + UUID,
            SUBJECT,
            "bank-hill",
            Optional.of("prd_" + UUID),
            HASH,
            HASH,
            Optional.of(fee())));
  }

  /** Reads a text as the kind of statement that it should be. */
  static Statement verify(StatementType type, String jws, VerificationKeys keys, Expected expected)
      throws InvalidStatementException {
    Map<StatementType, Reader> readers = new EnumMap<>(StatementType.class);
    readers.put(StatementType.INQUIRY, InquiryRequest::verify);
    readers.put(StatementType.STANDING_INQUIRY, InquiryRequest::verifyStanding);
    readers.put(StatementType.RELEASE_REQUEST, ReleaseRequest::verify);
    readers.put(StatementType.HANDOVER, HandoverRequest::verify);
    readers.put(StatementType.RESOLVE, ResolveRequest::verify);
    readers.put(StatementType.IDENTITY_CLAIM, IdentityClaimStatement::verify);
    readers.put(StatementType.DEPOSIT, DepositStatement::verify);
    readers.put(StatementType.ACKNOWLEDGEMENT, Acknowledgement::verify);
    readers.put(StatementType.AGREEMENT, AgreementSignature::verify);
    readers.put(StatementType.KEY_PROOF, KeyProof::verify);
    readers.put(StatementType.KEY_REVOCATION, KeyRevocation::verify);
    readers.put(StatementType.SELLER, SellerStatement::verify);
    readers.put(StatementType.COLLECTED_CONSENT, CollectedConsent::verify);
    readers.put(StatementType.STOP_ANSWER, StopAnswer::verify);
    readers.put(StatementType.EXPLANATION, ExplanationStatement::verify);
    readers.put(StatementType.DOWNSTREAM_ANSWER, DownstreamAnswer::verify);
    Reader reader = readers.get(type);
    if (reader == null) {
      throw new AssertionError("no reader of " + type);
    }
    return reader.verify(jws, keys, expected);
  }

  /** The verify method of a kind. */
  interface Reader {
    Statement verify(String jws, VerificationKeys keys, Expected expected)
        throws InvalidStatementException;
  }
}
