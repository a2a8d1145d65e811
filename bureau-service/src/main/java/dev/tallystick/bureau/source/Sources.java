package dev.tallystick.bureau.source;

import dev.tallystick.bureau.document.VaultAnswer;
import dev.tallystick.bureau.key.RegisteredSigners;
import dev.tallystick.bureau.problem.BureauProblem;
import dev.tallystick.bureau.problem.BureauProblemCode;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Claims;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.party.document.RequestEnvelope;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAnswer;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the data vault for records in a bureau's name, and opens what it is handed. */
@Singleton
public final class Sources {
  private static final Logger LOG = Logger.getLogger(Sources.class);
  private static final String PURPOSE = "CREDIT_REPORTING_SUPPLY";
  private static final String SELF_INQUIRY = "SELF_INQUIRY";
  private static final Duration LIFE = Duration.ofSeconds(55);
  private static final String VAULT = "data-vault";
  private static final String NO_LONGER_KEPT =
      "What was released for this request is no longer kept. Ask anew, with a new key.";

  private final OtherServices services;
  private final RegisteredSigners signers;
  private final SourceOpener opener;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sources(OtherServices services, RegisteredSigners signers, SourceOpener opener, Clock clock) {
    this.services = services;
    this.signers = signers;
    this.opener = opener;
    this.clock = clock;
  }

  /**
   * Asks every platform that has records, through the vault. Asks a second time, the same, if the
   * answer to the first got lost.
   *
   * @param key under which the vault does the same request once only
   * @throws BureauProblem if there is no answer, or a release that does not hold
   */
  public Sourced ask(BureauId bureau, InquiryRequest inquiry, List<String> categories, String key) {
    ReleaseRequest.EndUse lender =
        new ReleaseRequest.EndUse(
            Optional.of(inquiry.purpose()),
            Optional.of(inquiry.claims().issuer()),
            Optional.of(inquiry.inquiry()),
            Optional.of(inquiry.product()));
    return ask(bureau, inquiry.subject(), categories, lender, key);
  }

  /**
   * Asks in the same way for what a person wants to see of their own data; no lender is behind it.
   *
   * @throws BureauProblem if there is no answer, or a release that does not hold
   */
  public Sourced askForPerson(
      BureauId bureau, String subject, List<String> categories, String key) {
    ReleaseRequest.EndUse own =
        new ReleaseRequest.EndUse(
            Optional.of(SELF_INQUIRY), Optional.empty(), Optional.empty(), Optional.empty());
    return ask(bureau, subject, categories, own, key);
  }

  private Sourced ask(
      BureauId bureau,
      String subject,
      List<String> categories,
      ReleaseRequest.EndUse endUse,
      String key) {
    String request = signed(bureau, subject, categories, endUse);
    JsonObject body = new RequestEnvelope(request).toJson();
    try {
      VaultAnswer answer = VaultAnswer.read(post(CanonicalJson.text(body), key).json());
      return opener.open(bureau, subject, categories, answer);
    } catch (RemoteProblem e) {
      return refused(e);
    } catch (ServiceAwayException | IllegalMemberException e) {
      LOG.warnf("data-vault does not release: %s", e.getMessage());
      throw new BureauProblem(BureauProblemCode.VAULT_UNAVAILABLE);
    }
  }

  private ServiceAnswer post(String body, String key) throws RemoteProblem, ServiceAwayException {
    Map<String, String> headers = Map.of("Idempotency-Key", key);
    try {
      return services.get("vault").post("/v1/releases", headers, body);
    } catch (ServiceAwayException e) {
      return services.get("vault").post("/v1/releases", headers, body);
    }
  }

  private String signed(
      BureauId bureau, String subject, List<String> categories, ReleaseRequest.EndUse endUse) {
    Signer signer = signers.require(bureau);
    return new ReleaseRequest(
            Claims.of(bureau.value(), VAULT, clock.instant(), LIFE, random),
            subject,
            bureau.value(),
            PURPOSE,
            categories,
            List.of(),
            endUse,
            Optional.empty(),
            Optional.empty())
        .sign(signer);
  }

  /** Rules that keep every platform from releasing leave no source; anything else is a fault. */
  private static Sourced refused(RemoteProblem e) {
    JsonObject problem = e.document().orElse(JsonObject.EMPTY);
    Optional<String> rule = e.told().ruleId();
    if (e.code().equals("AUDIT_UNAVAILABLE")) {
      throw new BureauProblem(BureauProblemCode.AUDIT_UNAVAILABLE);
    }
    if (e.code().equals("RELEASE_LAPSED")) {
      throw BureauProblem.ofDetail(BureauProblemCode.RELEASE_LAPSED, NO_LONGER_KEPT);
    }
    if (e.isTemporary() || rule.isEmpty()) {
      LOG.warnf("data-vault does not release: %s", e.getMessage());
      throw new BureauProblem(BureauProblemCode.VAULT_UNAVAILABLE);
    }
    List<SourceOmission> omitted = omissions(VaultAnswer.read(problem));
    return new Sourced(
        List.of(),
        omitted.isEmpty()
            ? List.of(new SourceOmission(Optional.empty(), e.code(), rule))
            : omitted);
  }

  static List<SourceOmission> omissions(VaultAnswer answer) {
    return answer.omitted().stream()
        .map(one -> new SourceOmission(one.from(), one.code(), one.ruleId()))
        .toList();
  }
}
