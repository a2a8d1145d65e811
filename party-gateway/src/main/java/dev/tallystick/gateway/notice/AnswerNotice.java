package dev.tallystick.gateway.notice;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.gateway.order.DestructionSteps;
import dev.tallystick.gateway.problem.GatewayProblemCode;
import dev.tallystick.gateway.seal.SealedPapers;
import dev.tallystick.gateway.setting.AnswerMode;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.party.ExplanationStatement;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Answers notices. An answer that says that something was done is true when it is stored: reports
 * are destroyed, or marked, in the same transaction.
 */
@Singleton
public class AnswerNotice {
  private static final Set<String> DOWNSTREAM = Set.of("DONE", "NOT_HELD", "REFUSED");
  private static final Set<String> OBJECTION = Set.of("CORRECTED", "REJECTED", "UNVERIFIABLE");
  private static final Set<String> RIGHT = Set.of("FULFILLED", "REFUSED");
  private static final String DONE = "DONE";
  private static final String NOT_HELD = "NOT_HELD";
  private static final String REFUSED = "REFUSED";
  private static final String ERASED = "ERASED";
  private static final String EXPLANATION = "EXPLANATION";

  private final GatewayNoticeRepository notices;
  private final DestructionSteps reports;
  private final SealedPapers papers;
  private final GatewaySettings settings;
  private final Clock clock;

  AnswerNotice(
      GatewayNoticeRepository notices,
      DestructionSteps reports,
      SealedPapers papers,
      GatewaySettings settings,
      Clock clock) {
    this.notices = notices;
    this.reports = reports;
    this.papers = papers;
    this.settings = settings;
    this.clock = clock;
  }

  /** A person answers. */
  @Transactional
  public GatewayNoticeJson answer(String id, NoticeAnswerJson said, @Nullable String clerk) {
    GatewayNoticeEntity row =
        notices.lock(id).orElseThrow(GatewayProblemCode.NOTICE_UNKNOWN::problem);
    if (row.state != NoticeState.OPEN) {
      throw GatewayProblemCode.NOTICE_ANSWERED.problem();
    }
    check(row, said);
    String answer = said.answer();
    boolean isOfReports = row.kind == NoticeKind.STOP || row.kind == NoticeKind.CHANGE;
    if (NOT_HELD.equals(answer) && isOfReports) {
      require(
          !reports.isAnyKept(row.subject, row.releaseList()),
          "answer",
          "NOT_HELD where no report is kept");
    }
    if (answer != null && answer.equals(DONE)) {
      act(row);
    }
    row.answer = answer;
    if (isExplanation(row, answer)) {
      row.explanation = papers.seal(SealedPapers.Paper.EXPLANATION, id, text(said).getBytes(UTF_8));
    } else {
      row.reason = said.text();
    }
    row.route = said.route();
    row.corrections = said.corrections() == null ? null : String.join(",", said.corrections());
    row.clerk = clerk;
    begin(row);
    return GatewayNoticeJson.of(row);
  }

  /** Answers as soon as it is told, where the installation lets it. In the caller's transaction. */
  void answerByItself(GatewayNoticeEntity row) {
    boolean isWanted =
        switch (row.kind) {
          case STOP -> settings.onWithdrawal() == AnswerMode.ITSELF;
          case CHANGE -> settings.onChange() == AnswerMode.ITSELF;
          default -> false;
        };
    if (isWanted) {
      row.answer = act(row) > 0 ? DONE : NOT_HELD;
      begin(row);
    }
  }

  /** The party has answered elsewhere, over its signature: what it says is made true here too. */
  void answeredElsewhere(GatewayNoticeEntity row, Optional<String> answer) {
    if (answer.filter(said -> said.equals(DONE) || said.equals(NOT_HELD)).isPresent()) {
      var unused = act(row);
    }
  }

  /** Does what a notice asks for; tells how many reports it was about. */
  private int act(GatewayNoticeEntity row) {
    List<String> releases = row.releaseList();
    String change = Optional.ofNullable(row.change).orElse("");
    if (releases.isEmpty() || row.kind == NoticeKind.OBJECTION) {
      return 0;
    }
    if (row.kind == NoticeKind.STOP) {
      return reports.destroyOf(row.subject, releases, "CONSENT_WITHDRAWN");
    }
    return change.equals(ERASED)
        ? reports.destroyOf(row.subject, releases, "ERASURE")
        : reports.markOf(releases, change);
  }

  private void begin(GatewayNoticeEntity row) {
    row.state = NoticeState.ANSWERING;
    row.nextTryAt = clock.instant();
    row.attempts = 0;
    row.problemCode = null;
  }

  private static void check(GatewayNoticeEntity row, NoticeAnswerJson said) {
    String answer = said.answer();
    switch (row.kind) {
      case STOP, CHANGE -> {
        require(answer != null && DOWNSTREAM.contains(answer), "answer", "DONE, NOT_HELD, REFUSED");
        require(
            REFUSED.equals(answer) == (said.text() != null), "text", "with REFUSED, only there");
      }
      case OBJECTION -> {
        require(
            answer != null && OBJECTION.contains(answer),
            "answer",
            "CORRECTED, REJECTED, UNVERIFIABLE");
        require(said.text() != null, "text", "as the person reads it");
      }
      case COMPLAINT -> {
        require(answer == null, "answer", "the authority's alone");
        require(said.text() != null, "text", "as the person reads it");
      }
      case RIGHT -> {
        require(answer != null && RIGHT.contains(answer), "answer", "FULFILLED, REFUSED");
        if (isExplanation(row, answer)) {
          requireExplains(said);
        } else {
          require(
              REFUSED.equals(answer) == (said.text() != null),
              "text",
              "with REFUSED or an explanation, only there");
        }
      }
    }
    require(
        (row.kind == NoticeKind.RIGHT && REFUSED.equals(answer)) == (said.route() != null),
        "route",
        "of a right that is refused, only there");
    boolean isCorrected = "CORRECTED".equals(answer);
    require(
        isCorrected == (said.corrections() != null), "corrections", "with CORRECTED, only there");
  }

  /** Whether the party says why it decided as it did (R48). */
  static boolean isExplanation(GatewayNoticeEntity row, @Nullable String answer) {
    return row.kind == NoticeKind.RIGHT
        && EXPLANATION.equals(row.change)
        && "FULFILLED".equals(answer);
  }

  private static void requireExplains(NoticeAnswerJson said) {
    require(
        said.text() != null && ExplanationStatement.isText(text(said)),
        "text",
        "as the person reads it");
  }

  /** A form of a browser ends lines with two characters. */
  private static String text(NoticeAnswerJson said) {
    return Objects.requireNonNull(said.text()).replace("\r\n", "\n");
  }

  private static void require(boolean holds, String field, String rule) {
    if (!holds) {
      throw GatewayProblemCode.NOTICE_ANSWER_INVALID.problem(field, rule);
    }
  }

  /** Those that wait, the most urgent first; or the newest, whatever became of them. */
  @Transactional
  public GatewayNoticesJson list(boolean isAll) {
    return new GatewayNoticesJson(
        (isAll ? notices.newest() : notices.unanswered())
            .stream().map(GatewayNoticeJson::of).toList());
  }
}
