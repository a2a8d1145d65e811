package dev.tallystick.party;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.PartyKeys;
import dev.tallystick.keys.Signer;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.keys.VerificationKeys;
import dev.tallystick.party.document.AcknowledgementEnvelope;
import dev.tallystick.party.document.ChunkEnvelope;
import dev.tallystick.party.document.PeopleToResolve;
import dev.tallystick.party.document.RegisteredKey;
import dev.tallystick.party.document.RegisteredParty;
import dev.tallystick.party.document.RequestEnvelope;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * A party's machine at work: it signs what the party says with the party's own keys, sends it with
 * the party's own token, and checks what comes back. Safe for threads if its source of random
 * numbers is.
 */
public final class PartyClient {
  /** How long a request is good for. */
  public static final Duration REQUEST_LIFE = Duration.ofSeconds(60);

  private static final String CONSENT_SERVICE = "consent-service";
  private static final String DATA_VAULT = "data-vault";
  private static final String AUDIT_SERVICE = "audit-service";
  private static final Duration LONG_LIFE = Duration.ofHours(1);
  private static final int TRIES_FOR_CHECKPOINT = 120;
  private static final long PAUSE_MILLIS = 250;
  private static final String NOT_WITNESSED = "CHECKPOINT_NOT_WITNESSED";

  private final String party;
  private final PartyKeys keys;
  private final Endpoints endpoints;
  private final ApiClient api;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final NoteSignatures signatures = new NoteSignatures();

  /**
   * A client of one party.
   *
   * @param random must be a {@code SecureRandom} outside tests: it draws ids and salts
   */
  public PartyClient(
      String party,
      PartyKeys keys,
      PartyServices services,
      InstantSource clock,
      RandomGenerator random) {
    this.party = party;
    this.keys = keys;
    this.endpoints = services.endpoints();
    this.api = services.api();
    this.clock = clock;
    this.random = random;
  }

  /** The party that this speaks for. */
  public String party() {
    return party;
  }

  /** The party's own keys. */
  public PartyKeys keys() {
    return keys;
  }

  /** Claims of this party, of now, for a request. */
  public Claims claims(String audience) {
    return Claims.of(party, audience, clock.instant(), REQUEST_LIFE, random);
  }

  /** A new id, such as {@code inq_…}. */
  public String drawId(String prefix) {
    return TypedId.draw(prefix, clock.millis(), random);
  }

  /** Registers and revokes this party's keys. */
  public KeyRegistrar registrar() {
    return new KeyRegistrar(this, endpoints, api);
  }

  /** The signing keys that a party has registered, to verify what it signs. */
  public VerificationKeys signingKeys(String other)
      throws RefusedException, IOException, InterruptedException {
    JsonObject answer = api.get(endpoints.consent("/v1/parties/" + other));
    List<VerificationKey> found = new ArrayList<>();
    for (JsonObject each : new RegisteredParty.Partial(answer).keys()) {
      if (new RegisteredKey.Partial(each).use().orElse("").equals(KeyProof.SIGN)) {
        try {
          found.add(PublicJwk.verificationKey(Answers.object(each, "jwk")));
        } catch (MalformedKeyException e) {
          throw new MalformedAnswerException("has a key that is not sound: " + e.getMessage());
        }
      }
    }
    return VerificationKeys.of(found.toArray(VerificationKey[]::new));
  }

  /** Signs an agreement's text. */
  public String signAgreement(String agreement, Hash textHash, String provider, String receiver) {
    return new AgreementSignature(lasting(CONSENT_SERVICE), agreement, textHash, provider, receiver)
        .sign(keys.signingKey());
  }

  /** The tokens of these people, in their order. */
  public List<String> resolve(String purpose, List<Identifier> people)
      throws RefusedException, IOException, InterruptedException {
    PeopleToResolve body =
        new PeopleToResolve(
            new ResolveRequest(claims(DATA_VAULT), purpose).sign(signer()),
            people.stream().map(Identifier::toJson).toList());
    JsonObject answer = api.post(endpoints.vault("/v1/subjects:resolve"), body.toJson(), key());
    return Deposit.subjects(answer, people.size());
  }

  /**
   * Claims that customers of this platform have other identifiers too; 100 at most. The persons
   * confirm or dispute it.
   *
   * @return the claims, in their order
   */
  public List<String> claimIdentities(List<ClaimedIdentity> claimed)
      throws RefusedException, IOException, InterruptedException {
    List<JsonObject> claims = new ArrayList<>();
    for (ClaimedIdentity one : claimed) {
      claims.add(one.toJson(claims(DATA_VAULT), signer(), random));
    }
    JsonObject body = JsonObject.builder().put("claims", JsonArray.of(claims)).build();
    JsonObject answer = api.post(endpoints.vault("/v1/identity-claims"), body, key());
    return Answers.array(answer, "claims").items().stream()
        .map(id -> id instanceof JsonString text ? text.value() : "")
        .toList();
  }

  /** Deposits records under an agreement, and signs for those that were stored. */
  public Deposit deposit(String agreement, List<JsonObject> lines)
      throws RefusedException, IOException, InterruptedException {
    List<JsonObject> answers =
        api.postLines(endpoints.vault("/v1/records:import?agreement=" + agreement), lines, key());
    Deposit deposit = Deposit.of(0, lines, answers);
    return deposit.count() == 0 ? deposit : sign(agreement, deposit);
  }

  /**
   * Deposits one chunk of a long import, compressed, and signs it, also when nothing of it was new:
   * so the import's progress gets past it. Sent again at the same place it is the same chunk.
   *
   * @param importKey the same for all chunks of the import
   * @param offset how many lines of the import stand before these
   */
  public Deposit depositChunk(
      String agreement, String importKey, long offset, List<JsonObject> lines)
      throws RefusedException, IOException, InterruptedException {
    return depositChunk(agreement, importKey, offset, lines, (deposit, told) -> {});
  }

  /** Is told what the vault has stored, before the party signs for it. */
  @FunctionalInterface
  public interface Staged {
    /**
     * Notes it; what it throws keeps the chunk from being signed.
     *
     * @param deposit what is about to be signed
     * @param answers the vault's answer to each line, and one for the chunk
     */
    void note(Deposit deposit, List<JsonObject> answers) throws IOException;
  }

  /**
   * As {@link #depositChunk(String, String, long, List)}, and tells before it signs, so that what
   * became of each line is kept by the party when the chunk counts.
   */
  public Deposit depositChunk(
      String agreement, String importKey, long offset, List<JsonObject> lines, Staged staged)
      throws RefusedException, IOException, InterruptedException {
    String query = "?agreement=" + agreement + "&offset=" + offset;
    List<JsonObject> answers =
        api.postCompressedLines(endpoints.vault("/v1/records:import" + query), lines, importKey);
    Deposit deposit = Deposit.of(offset, lines, answers);
    staged.note(deposit, answers);
    return sign(agreement, deposit);
  }

  /** How many lines of an import are logged, from its first without a gap. */
  public long importedLines(String importKey)
      throws RefusedException, IOException, InterruptedException {
    return Answers.integer(api.get(endpoints.vault("/v1/imports/" + importKey)), "next");
  }

  private Deposit sign(String agreement, Deposit deposit)
      throws RefusedException, IOException, InterruptedException {
    String statement =
        new DepositStatement(
                claims(DATA_VAULT), deposit.chunk(), agreement, deposit.count(), deposit.root())
            .sign(signer());
    return deposit.signed(
        api.post(
            endpoints.vault("/v1/chunks/" + deposit.chunk() + "/signature"),
            new ChunkEnvelope(statement).toJson(),
            key()));
  }

  /** What the registry says of this party: its keys and the agreements that it is a side of. */
  public JsonObject registration() throws RefusedException, IOException, InterruptedException {
    return api.get(endpoints.consent("/v1/parties/" + party));
  }

  /** Asks a bureau for a report, and pays for it. */
  public Delivery inquire(InquiryRequest inquiry)
      throws RefusedException, IOException, InterruptedException {
    return Delivery.of(api.post(endpoints.bureau("/v1/inquiries"), signed(inquiry), key()));
  }

  /** Asks what a report would cost and hold; buys nothing. */
  public JsonObject quote(InquiryRequest inquiry)
      throws RefusedException, IOException, InterruptedException {
    return api.post(endpoints.bureau("/v1/inquiries:quote"), signed(inquiry), key());
  }

  /** Asks the vault to release records. */
  public JsonObject release(ReleaseRequest request)
      throws RefusedException, IOException, InterruptedException {
    return api.post(endpoints.vault("/v1/releases"), signed(request), key());
  }

  /**
   * Passes a report on to another lender, under the person's consent to that: seals it, and has it
   * permitted and logged.
   *
   * @return what may then be sent to the recipient, who opens it like any release
   */
  public Delivery passOn(OpenedPayload opened, String to, String purpose)
      throws RefusedException, IOException, InterruptedException {
    SealedReport sealed = new SealedReport(opened, to, encryptionKey(to), clock.instant(), random);
    JsonObject body =
        sealed.envelope(
            purpose,
            claims(DATA_VAULT),
            Claims.lasting(party, to, clock.instant(), random),
            signer());
    return sealed.delivery(api.post(endpoints.vault("/v1/handovers"), body, key()));
  }

  /** The key that a party wants payloads sealed to now. */
  private EncryptionKey encryptionKey(String other)
      throws RefusedException, IOException, InterruptedException {
    JsonObject answer = api.get(endpoints.consent("/v1/parties/" + other));
    for (JsonObject each : new RegisteredParty.Partial(answer).keys()) {
      RegisteredKey.Partial key = new RegisteredKey.Partial(each);
      boolean inForce =
          key.validFrom().filter(clock.instant()::isBefore).isEmpty()
              && key.validTo().filter(clock.instant()::isBefore).isPresent();
      if (key.use().orElse("").equals(KeyProof.ENCRYPT) && inForce) {
        try {
          return PublicJwk.encryptionKey(Answers.object(each, "jwk"));
        } catch (MalformedKeyException e) {
          throw new MalformedAnswerException("has a key that is not sound: " + e.getMessage());
        }
      }
    }
    throw new MalformedAnswerException("names no key that payloads are sealed to");
  }

  /**
   * Opens a release that was sold to this party, with all checks of {@link ReceivedRelease}, the
   * seller's signature among them.
   */
  public OpenedPayload open(Delivery delivery, String subject, String seller, NoteVerifier log)
      throws InvalidReleaseException, RefusedException, IOException, InterruptedException {
    return delivery.open(
        keyId -> Optional.of(keys.decryptionKey()).filter(each -> each.keyId().equals(keyId)),
        log,
        ExpectedRelease.of(subject, party).withSeller(signingKeys(seller)));
  }

  /** Acknowledges a release when the published log covers it, whoever has cosigned that. */
  public JsonObject acknowledge(OpenedPayload opened, NoteVerifier log)
      throws RefusedException, IOException, InterruptedException {
    return acknowledge(opened, Policy.ofLog(log.key()));
  }

  /**
   * Acknowledges a release when the published log covers it in a checkpoint that this policy
   * accepts: of its log, and cosigned by its quorum of witnesses.
   */
  public JsonObject acknowledge(OpenedPayload opened, Policy policy)
      throws RefusedException, IOException, InterruptedException {
    long receivedAt = clock.millis();
    for (int i = 0; i < TRIES_FOR_CHECKPOINT; i++) {
      Optional<SeenCheckpoint> seen = covering(opened.index(), policy);
      if (seen.isPresent()) {
        try {
          return acknowledge(opened, seen.get(), receivedAt);
        } catch (RefusedException e) {
          // The log asks for more witnesses than this party does; they will come.
          if (!e.code().equals(NOT_WITNESSED)) {
            throw e;
          }
        }
      }
      TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
    }
    throw new IOException("no checkpoint that the policy accepts covers entry " + opened.index());
  }

  private JsonObject acknowledge(OpenedPayload opened, SeenCheckpoint seen, long receivedAt)
      throws RefusedException, IOException, InterruptedException {
    Acknowledgement half = opened.acknowledge(claims(AUDIT_SERVICE), seen, receivedAt);
    JsonObject body = new AcknowledgementEnvelope(half.sign(signer())).toJson();
    return api.post(endpoints.audit("/v1/acknowledgements"), body, key());
  }

  /** The log's key as it publishes it: for a first contact, to be compared with another source. */
  public String publishedLogKey() throws RefusedException, IOException, InterruptedException {
    return api.getPublic(endpoints.audit("/log/vkey")).strip();
  }

  private Optional<SeenCheckpoint> covering(long index, Policy policy)
      throws RefusedException, IOException, InterruptedException {
    Policy.Acceptance accepted;
    try {
      accepted =
          policy.check(
              SignedNote.parse(api.getPublic(endpoints.audit("/log/checkpoint"))), signatures);
    } catch (TlogException e) {
      throw new MalformedAnswerException("is not this log's checkpoint: " + e.getMessage());
    }
    if (accepted.signers().isEmpty()) {
      throw new MalformedAnswerException("is not this log's checkpoint: it has not signed it");
    }
    return accepted.quorum() == Policy.QuorumResult.MET && accepted.checkpoint().size() > index
        ? Optional.of(
            new SeenCheckpoint(accepted.checkpoint().size(), accepted.checkpoint().root()))
        : Optional.empty();
  }

  Claims lasting(String audience) {
    return Claims.of(party, audience, clock.instant(), LONG_LIFE, random);
  }

  private JsonObject signed(Statement request) {
    return new RequestEnvelope(request.sign(signer())).toJson();
  }

  private Signer signer() {
    return keys.signingKey();
  }

  private String key() {
    return drawId("key");
  }

  /** Shows no key. */
  @Override
  public String toString() {
    return "PartyClient[" + party + "]";
  }
}
