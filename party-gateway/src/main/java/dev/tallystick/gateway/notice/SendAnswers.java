package dev.tallystick.gateway.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.gateway.document.ChangeReply;
import dev.tallystick.gateway.document.ComplaintReply;
import dev.tallystick.gateway.document.ExplanationReply;
import dev.tallystick.gateway.document.ObjectionReply;
import dev.tallystick.gateway.document.RightReply;
import dev.tallystick.gateway.document.StopReply;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.gateway.work.GatewayTask;
import dev.tallystick.gateway.work.NextTry;
import dev.tallystick.keys.Signer;
import dev.tallystick.party.DownstreamAnswer;
import dev.tallystick.party.ExplanationStatement;
import dev.tallystick.party.PartyClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.StopAnswer;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;

/**
 * Brings answers to the service that waits for them, over the party's signature where the service
 * takes one. An answer counts when the party's own list has it.
 */
@Singleton
class SendAnswers implements GatewayTask {
  private static final Logger LOG = Logger.getLogger(SendAnswers.class);

  /** What a service says of an answer that it has already. */
  private static final Set<String> TAKEN =
      Set.of(
          "COMPLAINT_ANSWERED",
          "NOTIFICATION_ANSWERED",
          "OBJECTION_RESOLVED",
          "RIGHT_ANSWERED",
          "STOP_NOTICE_ANSWERED");

  private final AnswerSteps steps;
  private final SuiteClient suite;
  private final SealedPapers papers;
  private final GatewaySettings settings;

  SendAnswers(AnswerSteps steps, SuiteClient suite, SealedPapers papers, GatewaySettings settings) {
    this.steps = steps;
    this.papers = papers;
    this.suite = suite;
    this.settings = settings;
  }

  @Override
  public Duration every() {
    return settings.every();
  }

  @Override
  public void run() {
    for (GatewayNoticeEntity row : steps.due()) {
      try {
        send(row);
        steps.sent(row.id, Optional.empty());
      } catch (SuiteAwayException e) {
        steps.later(row.id, e.retryAfter());
        return; // Those that were read go stale while one waits.
      } catch (RefusedException e) {
        if (!TAKEN.contains(e.code())) {
          LOG.warnf("An answer was refused: %s", e.code());
        }
        steps.sent(row.id, Optional.of(e.code()));
      }
    }
  }

  private void send(GatewayNoticeEntity row) throws SuiteAwayException, RefusedException {
    JsonObject body = body(row);
    String path = path(row);
    boolean isOfConsent = isOfConsent(row);
    var unused =
        suite.ask(
            (party, api, endpoints) ->
                api.post(
                    isOfConsent ? endpoints.consent(path) : endpoints.vault(path),
                    body,
                    // A notice has one answer, so each try may have a key of its own.
                    party.drawId("key")));
  }

  private static boolean isOfConsent(GatewayNoticeEntity row) {
    return row.source.equals("consent-service");
  }

  private static String path(GatewayNoticeEntity row) {
    return switch (row.kind) {
      case OBJECTION -> "/v1/objections/" + row.id + "/answer";
      case COMPLAINT -> "/v1/complaints/" + row.id + "/answer";
      case RIGHT -> "/v1/rights/" + row.id + (isRefused(row) ? "/refusal" : "/fulfilment");
      default ->
          (isOfConsent(row) ? "/v1/stop-notices/" : "/v1/notifications/") + row.id + "/answer";
    };
  }

  private JsonObject body(GatewayNoticeEntity row) {
    return switch (row.kind) {
      case OBJECTION -> objection(row);
      case COMPLAINT -> new ComplaintReply(Objects.requireNonNull(row.reason)).toJson();
      case RIGHT -> right(row);
      default -> downstream(row);
    };
  }

  private static boolean isRefused(GatewayNoticeEntity row) {
    return "REFUSED".equals(row.answer);
  }

  private JsonObject right(GatewayNoticeEntity row) {
    if (isRefused(row)) {
      return new RightReply(Objects.requireNonNull(row.reason), Objects.requireNonNull(row.route))
          .toJson();
    }
    return row.explanation == null
        ? JsonObject.EMPTY
        : new ExplanationReply(explanation(row, row.explanation)).toJson();
  }

  /** Signed anew at each try: what is signed counts for a day. */
  private String explanation(GatewayNoticeEntity row, byte[] sealed) {
    PartyClient party = suite.party();
    String text = new String(papers.open(SealedPapers.Paper.EXPLANATION, row.id, sealed), UTF_8);
    return new ExplanationStatement(party.claims("consent-service"), row.id, text)
        .sign(party.keys().signingKey());
  }

  private static JsonObject objection(GatewayNoticeEntity row) {
    return new ObjectionReply(
            Objects.requireNonNull(row.answer),
            Objects.requireNonNull(row.reason),
            GatewayNoticeEntity.list(row.corrections))
        .toJson();
  }

  private JsonObject downstream(GatewayNoticeEntity row) {
    PartyClient party = suite.party();
    Signer signer = party.keys().signingKey();
    String answer = Objects.requireNonNull(row.answer);
    Optional<String> reason = Optional.ofNullable(row.reason);
    if (isOfConsent(row)) {
      String signature =
          new StopAnswer(party.claims("consent-service"), row.id, answer).sign(signer);
      steps.signed(row.id, signature);
      return new StopReply(answer, reason, signature).toJson();
    }
    String statement =
        new DownstreamAnswer(party.claims("data-vault"), row.id, answer, reason).sign(signer);
    steps.signed(row.id, statement);
    return new ChangeReply(statement).toJson();
  }

  /** The transactions of bringing answers. */
  @Singleton
  static class AnswerSteps {
    private static final int AT_A_TIME = 100;
    private static final Duration UNTIL_LISTED = Duration.ofMinutes(5);

    private final GatewayNoticeRepository notices;
    private final Clock clock;

    AnswerSteps(GatewayNoticeRepository notices, Clock clock) {
      this.notices = notices;
      this.clock = clock;
    }

    @Transactional
    List<GatewayNoticeEntity> due() {
      return notices.due(clock.instant(), AT_A_TIME);
    }

    /** Keeps what the party has signed, before it is sent. */
    @Transactional
    void signed(String id, String signature) {
      notices.lock(id).orElseThrow().signature = signature;
    }

    /** It was taken, or refused for good: the own list will tell. Asked again if it does not. */
    @Transactional
    void sent(String id, Optional<String> problem) {
      GatewayNoticeEntity row = notices.lock(id).orElseThrow();
      row.problemCode = problem.orElse(null);
      if (row.state == NoticeState.ANSWERED) {
        return;
      }
      boolean isRefused = problem.isPresent() && !TAKEN.contains(problem.get());
      if (isRefused) {
        // Somebody has to answer otherwise.
        row.state = NoticeState.OPEN;
        row.nextTryAt = null;
      } else {
        row.nextTryAt = clock.instant().plus(UNTIL_LISTED);
      }
    }

    @Transactional
    void later(String id, Optional<Duration> asked) {
      GatewayNoticeEntity row = notices.lock(id).orElseThrow();
      if (row.state == NoticeState.ANSWERING) {
        row.nextTryAt = NextTry.after(clock.instant(), row.attempts, asked);
        row.attempts++;
      }
    }
  }
}
