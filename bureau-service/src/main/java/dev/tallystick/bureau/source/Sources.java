package dev.tallystick.bureau.source;

import dev.tallystick.bureau.directory.Parties;
import dev.tallystick.bureau.entry.EntryProblem;
import dev.tallystick.bureau.key.BureauKeys;
import dev.tallystick.bureau.key.KeysProblem;
import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.json.JsonValue;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.Claims;
import dev.tallystick.party.InquiryRequest;
import dev.tallystick.party.ReleaseRequest;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAnswer;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Asks the data vault for records in a bureau's name, and opens what it is handed. */
@Singleton
public final class Sources {
  private static final Logger LOG = Logger.getLogger(Sources.class);
  private static final String PURPOSE = "CREDIT_REPORTING_SUPPLY";
  private static final Duration LIFE = Duration.ofSeconds(55);
  private static final String VAULT = "data-vault";

  private final OtherServices services;
  private final Parties parties;
  private final BureauKeys keys;
  private final SourceOpener opener;
  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  Sources(
      OtherServices services, Parties parties, BureauKeys keys, SourceOpener opener, Clock clock) {
    this.services = services;
    this.parties = parties;
    this.keys = keys;
    this.opener = opener;
    this.clock = clock;
  }

  /**
   * Asks every platform that has records, through the vault. Asks a second time, the same, if the
   * answer to the first got lost.
   *
   * @param key under which the vault does the same request once only
   * @throws SourceProblem if there is no answer, or a release that does not hold
   */
  public Sourced ask(BureauId bureau, InquiryRequest inquiry, List<String> categories, String key) {
    String request = signed(bureau, inquiry, categories);
    JsonObject body = JsonObject.builder().put("request", request).build();
    try {
      JsonObject answer = post(CanonicalJson.text(body), key).json();
      return opener.open(bureau, inquiry.subject(), categories, answer);
    } catch (RemoteProblem e) {
      return refused(e);
    } catch (ServiceAwayException | NoSuchElementException e) {
      LOG.warnf("data-vault does not release: %s", e.getMessage());
      throw new SourceProblem.VaultUnavailable();
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

  private String signed(BureauId bureau, InquiryRequest inquiry, List<String> categories) {
    Signer signer =
        keys.signer(bureau, parties.keyIds(bureau.value()))
            .orElseThrow(KeysProblem.NotRegistered::new);
    return new ReleaseRequest(
            Claims.of(bureau.value(), VAULT, clock.instant(), LIFE, random),
            inquiry.subject(),
            bureau.value(),
            PURPOSE,
            categories,
            List.of(),
            Optional.of(inquiry.purpose()),
            Optional.of(inquiry.claims().issuer()),
            Optional.of(inquiry.inquiry()),
            Optional.of(inquiry.product()),
            Optional.empty())
        .sign(signer);
  }

  /** Rules that keep every platform from releasing leave no source; anything else is a fault. */
  private static Sourced refused(RemoteProblem e) {
    JsonObject problem = e.document().orElse(JsonObject.EMPTY);
    if (e.code().equals("AUDIT_UNAVAILABLE")) {
      throw new EntryProblem.AuditUnavailable();
    }
    if (e.code().equals("RELEASE_LAPSED")) {
      throw new SourceProblem.SourcesLapsed();
    }
    if (e.isTemporary() || problem.findString("ruleId").isEmpty()) {
      LOG.warnf("data-vault does not release: %s", e.getMessage());
      throw new SourceProblem.VaultUnavailable();
    }
    List<Omission> omitted = omissions(problem);
    return new Sourced(
        List.of(),
        omitted.isEmpty()
            ? List.of(new Omission(Optional.empty(), e.code(), problem.findString("ruleId")))
            : omitted);
  }

  static List<Omission> omissions(JsonObject answer) {
    List<Omission> omitted = new ArrayList<>();
    for (JsonValue item : answer.findArray("omitted").map(JsonArray::items).orElse(List.of())) {
      if (item instanceof JsonObject omission) {
        omitted.add(
            new Omission(
                omission.findString("from"),
                omission.getString("code"),
                omission.findString("ruleId")));
      }
    }
    return omitted;
  }

  static List<String> texts(JsonObject object, String name) {
    return object.findArray(name).map(JsonArray::items).orElse(List.of()).stream()
        .filter(JsonString.class::isInstance)
        .map(item -> ((JsonString) item).value())
        .toList();
  }
}
