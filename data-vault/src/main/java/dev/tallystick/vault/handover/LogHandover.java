package dev.tallystick.vault.handover;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.DirectoryParty;
import dev.tallystick.directory.PartyDirectory;
import dev.tallystick.directory.decision.Ruling;
import dev.tallystick.directory.decision.Ruling.Permit;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.directory.document.ParentRelease;
import dev.tallystick.events.Event;
import dev.tallystick.events.EventId;
import dev.tallystick.events.PartName;
import dev.tallystick.events.append.AppendRefusedException;
import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.events.receipt.Receipt;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.party.HandoverRequest;
import dev.tallystick.party.PurposeReference;
import dev.tallystick.party.SellerStatement;
import dev.tallystick.producer.LogWriter;
import dev.tallystick.producer.LookUp;
import dev.tallystick.vault.consent.RecordDecisions;
import dev.tallystick.vault.document.HandedOver;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.statement.SignedRequests;
import jakarta.inject.Singleton;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Decides about a hand-over and logs it. Nothing of it is kept here: the same request again, within
 * its minute, is answered from the log.
 */
@Singleton
final class LogHandover {
  private static final int TRIES = 2;
  private static final String LENDER = "LENDER";
  private static final Set<PartName> BOTH_SEE = EnumSet.of(PartName.STUB, PartName.BODY);

  private final SignedRequests statements;
  private final PartyDirectory parties;
  private final RecordDecisions decisions;
  private final HandoverEvents events;
  private final LogWriter log;

  LogHandover(
      SignedRequests statements,
      PartyDirectory parties,
      RecordDecisions decisions,
      HandoverEvents events,
      LogWriter log) {
    this.statements = statements;
    this.parties = parties;
    this.decisions = decisions;
    this.events = events;
    this.log = log;
  }

  /** A hand-over that is in the log, with the proof that its recipient asks for. */
  record Logged(HandoverRequest wanted, Receipt receipt) {
    JsonObject toJson() {
      return new HandedOver(
              wanted.sealed().release(),
              wanted.sealed().event(),
              receipt.index(),
              parse(receipt.toJson()))
          .toJson();
    }

    private static JsonObject parse(byte[] json) {
      try {
        return (JsonObject) CanonicalJson.parseMessage(json);
      } catch (MalformedJsonException e) {
        throw new IllegalStateException("a receipt is JSON", e);
      }
    }

    /** Shows no token. */
    @Override
    public String toString() {
      return "Logged[" + wanted.sealed().event() + "]";
    }
  }

  /** A verified request with both signatures. */
  record Signed(HandoverRequest wanted, String from, String jws, String half) {
    /** Shows no token. */
    @Override
    public String toString() {
      return "Signed[" + wanted.sealed().event() + "]";
    }
  }

  /**
   * Logs a hand-over by the party that calls.
   *
   * @throws VaultProblem if it is refused; then nothing may be handed over
   */
  Logged log(String party, String client, String jws, String half) {
    DirectoryParty from = statements.presenter(client, Optional.of(party), jws);
    HandoverRequest wanted = statements.verify(jws, from, HandoverRequest::verify);
    SellerStatement seller = statements.verifyHalf(half, from, wanted.to());
    if (!wanted.isOf(seller)) {
      throw VaultProblem.ofField(
          VaultProblemCode.HANDOVER_HALF_DIFFERS, "sellerSignature", "of-the-same-release");
    }
    Signed signed = new Signed(wanted, from.id(), jws, half);
    Optional<Receipt> earlier = earlier(signed);
    if (earlier.isPresent()) {
      return new Logged(wanted, earlier.get());
    }
    statements.takeOnce(wanted.claims());
    DecisionQuestion question = question(signed, isOnward(from, wanted));
    for (int tried = 0; tried < TRIES; tried++) {
      Event event = events.released(signed, question.step(), permit(wanted, question));
      Optional<Receipt> receipt = append(event);
      if (receipt.isPresent()) {
        return new Logged(wanted, receipt.get());
      }
    }
    throw new VaultProblem(VaultProblemCode.DECISION_OVERTAKEN);
  }

  /** The receipt, if the log has this very request: its answer got lost. */
  private Optional<Receipt> earlier(Signed signed) {
    EventId event = EventId.fromString(signed.wanted().sealed().event());
    if (!(log.receiptOf(event) instanceof LookUp.Found found)) {
      return Optional.empty();
    }
    boolean same =
        found
            .receipt()
            .opening()
            .body()
            .value()
            .flatMap(body -> body.findObject("data"))
            .map(DataReleased.Partial::new)
            .flatMap(DataReleased.Partial::request)
            .filter(signed.jws()::equals)
            .isPresent();
    try {
      return same ? Optional.of(log.receiptFor(event, BOTH_SEE)) : Optional.empty();
    } catch (LogUnavailableException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }

  /**
   * Between lenders something is passed on from what another release brought. Without one it is
   * judged as what it is then, and refused by the rule about passing on.
   */
  private boolean isOnward(DirectoryParty from, HandoverRequest wanted) {
    return from.role().equals(LENDER)
        && !wanted.parents().isEmpty()
        && parties.find(wanted.to()).filter(to -> to.role().equals(LENDER)).isPresent();
  }

  private static DecisionQuestion question(Signed signed, boolean onward) {
    HandoverRequest wanted = signed.wanted();
    return DecisionQuestion.builder()
        .step(onward ? DataReleased.Step.ONWARD.wire() : DataReleased.Step.RELEASE.wire())
        .dryRun(false)
        .request(signed.jws())
        .requestType(wanted.type().typ())
        .subject(Optional.of(wanted.subject()))
        .caller(signed.from())
        .from(signed.from())
        .to(Optional.of(wanted.to()))
        .purpose(Optional.of(wanted.purpose()))
        .purposeObject(wanted.purposeObject().map(PurposeReference::toJson))
        .categories(wanted.categories())
        .parents(
            wanted.parents().stream()
                .map(parent -> new ParentRelease(parent, Optional.empty()))
                .toList())
        .build();
  }

  /** What is sealed already cannot be trimmed: it is permitted whole or not at all. */
  private Permit permit(HandoverRequest wanted, DecisionQuestion question) {
    Ruling ruling = decisions.decide(question);
    if (ruling instanceof Ruling.Denied denied) {
      throw VaultProblem.relayed(denied.toProblem());
    }
    Permit permit = (Permit) ruling;
    if (!permit.omitted().isEmpty() || !permit.categories().containsAll(wanted.categories())) {
      throw VaultProblem.ofField(
          VaultProblemCode.HANDOVER_BEYOND_PERMIT, "categories", "all-permitted");
    }
    String key = permit.recipientKey().orElseThrow(ConsentUnavailable::new).keyId();
    if (!key.equals(wanted.sealed().recipientKey())) {
      throw VaultProblem.ofField(
          VaultProblemCode.HANDOVER_KEY_DIFFERS, "recipientKey", "key-in-force");
    }
    return permit;
  }

  /** The receipt; nothing if what the permit rests on has moved, and it must be made anew. */
  private Optional<Receipt> append(Event event) {
    try {
      return Optional.of(log.receiptFor(event, log.append(event), BOTH_SEE));
    } catch (AppendRefusedException e) {
      if (!e.isVerdict()) {
        throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
      }
      return Optional.empty();
    } catch (LogUnavailableException e) {
      throw new VaultProblem(VaultProblemCode.AUDIT_UNAVAILABLE);
    }
  }
}
