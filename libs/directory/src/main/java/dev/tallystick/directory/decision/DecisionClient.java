package dev.tallystick.directory.decision;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.directory.DecisionKeys;
import dev.tallystick.directory.document.AnsweredBatch;
import dev.tallystick.directory.document.AnsweredQuestion;
import dev.tallystick.directory.document.DecisionAnswer;
import dev.tallystick.directory.document.DecisionBatch;
import dev.tallystick.directory.document.DecisionQuestion;
import dev.tallystick.directory.document.SignedDecision;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import dev.tallystick.keys.EncryptionKey;
import dev.tallystick.keys.InvalidJwsException;
import dev.tallystick.keys.Jws;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.producer.ServiceHttp;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * The decisions of consent-service, each asked for anew: a decision is used once and never kept for
 * another question. What it answers is believed for its signature, not for the connection. Blocks;
 * thread-safe.
 */
@Singleton
public final class DecisionClient {
  private static final Logger LOG = Logger.getLogger(DecisionClient.class);
  private static final String TYPE = "decision+jws";

  /**
   * How many questions go into one call. consent-service takes twice as many, but no body beyond 1
   * MB, and a question with the longest statement, whose members it repeats, is 29 kB.
   */
  static final int MOST_AT_ONCE = 32;

  private final Supplier<ServiceHttp> consent;
  private final DecisionKeys keys;

  @Inject
  DecisionClient(OtherServices services, DecisionKeys keys) {
    this(() -> services.get("consent"), keys);
  }

  /** A client of the consent-service that is reached so. */
  public DecisionClient(Supplier<ServiceHttp> consent, DecisionKeys keys) {
    this.consent = consent;
    this.keys = keys;
  }

  /**
   * Asks.
   *
   * @throws RemoteProblem if consent-service does not decide on such a question, or cannot now
   * @throws ConsentUnavailable if there is no answer, or none that holds
   */
  public Ruling ask(DecisionQuestion question) throws RemoteProblem {
    JsonObject json = post("/v1/decisions", question.toJson());
    return held(() -> ruling(DecisionAnswer.read(json), question));
  }

  /**
   * Asks several questions, in one call for each {@link #MOST_AT_ONCE}. Each is decided on as by
   * itself: a refusal of one says nothing of the others, and dry runs may stand among them.
   *
   * @return an answer to each question, in their order
   * @throws RemoteProblem if consent-service takes none of them, or cannot now
   * @throws ConsentUnavailable if there is no answer, or one that does not hold
   */
  public List<QuestionOutcome> decideAll(List<DecisionQuestion> questions) throws RemoteProblem {
    List<QuestionOutcome> answers = new ArrayList<>();
    for (int from = 0; from < questions.size(); from += MOST_AT_ONCE) {
      List<DecisionQuestion> some =
          questions.subList(from, Math.min(questions.size(), from + MOST_AT_ONCE));
      JsonObject json = post("/v1/decisions:batch", new DecisionBatch(some).toJson());
      answers.addAll(held(() -> answered(AnsweredBatch.read(json), some)));
    }
    return answers;
  }

  private JsonObject post(String path, JsonObject body) throws RemoteProblem {
    try {
      return consent.get().post(path, body).json();
    } catch (ServiceAwayException e) {
      LOG.warnf("consent-service does not decide: %s", e.getMessage());
      throw new ConsentUnavailable();
    } catch (IllegalArgumentException e) {
      LOG.errorf("consent-service answers what is no decision: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  private interface Reading<T> {
    T read() throws InvalidJwsException, MalformedJsonException, MalformedKeyException;
  }

  /** What an answer says, if it holds. */
  private static <T> T held(Reading<T> reading) {
    try {
      return reading.read();
    } catch (InvalidJwsException
        | MalformedJsonException
        | MalformedKeyException
        | IllegalArgumentException e) {
      LOG.errorf("consent-service gives a decision that does not hold: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  private List<QuestionOutcome> answered(AnsweredBatch batch, List<DecisionQuestion> questions)
      throws InvalidJwsException, MalformedJsonException, MalformedKeyException {
    require(batch.answers().size(), questions.size(), "number of answers");
    List<QuestionOutcome> answers = new ArrayList<>();
    for (int i = 0; i < questions.size(); i++) {
      AnsweredQuestion answer = batch.answers().get(i);
      Optional<DecisionAnswer> decision = answer.decision();
      answers.add(
          decision.isPresent()
              ? new QuestionOutcome.Decided(ruling(decision.get(), questions.get(i)))
              : new QuestionOutcome.Refused(
                  RemoteProblem.of("consent", answer.problem().orElse(JsonObject.EMPTY))));
    }
    return answers;
  }

  private Ruling ruling(DecisionAnswer answer, DecisionQuestion question)
      throws InvalidJwsException, MalformedJsonException, MalformedKeyException {
    SignedDecision decision = verified(answer.decision(), question);
    require(answer.outcome(), decision.outcome().name(), "outcome");
    return decision.outcome() == SignedDecision.Outcome.PERMIT
        ? permit(answer, decision)
        : Ruling.Denied.of(answer, decision.pack());
  }

  /** What is signed, if consent-service has signed it and it answers this question. */
  private SignedDecision verified(String jws, DecisionQuestion question)
      throws InvalidJwsException, MalformedJsonException {
    byte[] payload = Jws.verify(jws, TYPE, keys).payload();
    if (!(CanonicalJson.parse(payload) instanceof JsonObject claims)) {
      throw new IllegalArgumentException("its payload is no object");
    }
    SignedDecision decision = SignedDecision.read(claims);
    require(decision.requestDigest(), Hash.sha256(question.request().getBytes(UTF_8)), "request");
    require(decision.step(), question.step(), "step");
    require(decision.dryRun(), question.dryRun(), "dryRun");
    require(decision.caller(), question.caller(), "caller");
    require(decision.subject(), question.subject(), "subject");
    require(decision.from(), question.from(), "from");
    require(decision.to(), question.to(), "to");
    return decision;
  }

  private static Ruling.Permit permit(DecisionAnswer answer, SignedDecision decision)
      throws MalformedKeyException {
    Optional<JsonObject> jwk = answer.recipientKey();
    Optional<EncryptionKey> key =
        jwk.isPresent() ? Optional.of(PublicJwk.encryptionKey(jwk.get())) : Optional.empty();
    if (key.isPresent()) {
      // The key that is sealed to is the one that the signature names, whoever carried it.
      require(decision.recipientKey(), key.map(EncryptionKey::keyId), "recipientKey");
    }
    return Ruling.Permit.of(answer.decision(), decision, key);
  }

  private static void require(Object signed, Object expected, String member) {
    if (!Objects.equals(signed, expected)) {
      throw new IllegalArgumentException("its " + member + " is another");
    }
  }
}
