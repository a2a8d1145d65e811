package dev.tallystick.gateway.notice;

import dev.tallystick.events.type.ComplaintAccepted;
import dev.tallystick.events.type.ComplaintAnswered;
import dev.tallystick.events.type.DownstreamAnswered;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.events.type.ObjectionFiled;
import dev.tallystick.events.type.ObjectionResolved;
import dev.tallystick.events.type.RightFulfilled;
import dev.tallystick.events.type.RightRefused;
import dev.tallystick.events.type.RightRequested;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.webhook.TellOwnSystems;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Learns of notices from the party's own list, which is complete: a service that forgets to tell
 * can be seen to have told.
 */
@Singleton
class NoticeEntries implements OwnEntryListener {
  private static final String WITHDRAWN = "WITHDRAWN";
  private static final String CONSENT = "consent-service";

  /** The term of a notice that names none. */
  private static final LocalDate NEVER = LocalDate.of(9999, 12, 31);

  private final GatewayNoticeRepository notices;
  private final AnswerNotice answers;
  private final TellOwnSystems own;
  private final GatewaySettings settings;

  NoticeEntries(
      GatewayNoticeRepository notices,
      AnswerNotice answers,
      TellOwnSystems own,
      GatewaySettings settings) {
    this.notices = notices;
    this.answers = answers;
    this.own = own;
    this.settings = settings;
  }

  @Override
  public void take(OwnEntry entry) {
    switch (entry.type()) {
      case DownstreamNotified.SHORT_NAME ->
          notified(entry, new DownstreamNotified.Partial(entry.data()));
      case ObjectionFiled.SHORT_NAME -> objected(entry, new ObjectionFiled.Partial(entry.data()));
      case ComplaintAccepted.SHORT_NAME ->
          complained(entry, new ComplaintAccepted.Partial(entry.data()));
      case RightRequested.SHORT_NAME -> asked(entry, new RightRequested.Partial(entry.data()));
      case DownstreamAnswered.SHORT_NAME -> {
        DownstreamAnswered.Partial said = new DownstreamAnswered.Partial(entry.data());
        answered(entry, said.notification(), said.answer());
      }
      case ObjectionResolved.SHORT_NAME -> {
        ObjectionResolved.Partial said = new ObjectionResolved.Partial(entry.data());
        answered(entry, said.objection(), said.outcome());
      }
      case ComplaintAnswered.SHORT_NAME ->
          answered(
              entry, new ComplaintAnswered.Partial(entry.data()).complaint(), Optional.empty());
      case RightFulfilled.SHORT_NAME ->
          answered(
              entry, new RightFulfilled.Partial(entry.data()).right(), Optional.of("FULFILLED"));
      case RightRefused.SHORT_NAME ->
          answered(entry, new RightRefused.Partial(entry.data()).right(), Optional.of("REFUSED"));
      default -> {
        // Of no concern here.
      }
    }
  }

  private void notified(OwnEntry entry, DownstreamNotified.Partial said) {
    boolean isStop = said.change().filter(WITHDRAWN::equals).isPresent();
    List<String> releases = new ArrayList<>();
    said.release().ifPresent(releases::add);
    releases.addAll(said.earlier());
    if (isNew(said.notification(), said.to())) {
      GatewayNoticeEntity row = row(entry, isStop ? NoticeKind.STOP : NoticeKind.CHANGE);
      row.id = said.notification().orElseThrow();
      row.sender = said.from().orElse("");
      row.change = said.change().orElse(null);
      row.releases = String.join(",", releases);
      row.dueOn = said.dueOn().orElse(NEVER);
      take(row);
    }
  }

  private void objected(OwnEntry entry, ObjectionFiled.Partial said) {
    if (isNew(said.objection(), said.party())) {
      GatewayNoticeEntity row = row(entry, NoticeKind.OBJECTION);
      row.id = said.objection().orElseThrow();
      row.releases = String.join(",", said.releases());
      row.records = String.join(",", said.records());
      row.dueOn = said.dueOn().orElse(NEVER);
      take(row);
    }
  }

  private void complained(OwnEntry entry, ComplaintAccepted.Partial said) {
    if (isNew(said.complaint(), said.against())) {
      GatewayNoticeEntity row = row(entry, NoticeKind.COMPLAINT);
      row.id = said.complaint().orElseThrow();
      row.sender = said.authority().orElse("");
      row.dueOn = said.dueOn().orElse(NEVER);
      take(row);
    }
  }

  /** What consent-service has logged is answered there; other services answer theirs themselves. */
  private void asked(OwnEntry entry, RightRequested.Partial said) {
    if (entry.source().equals(CONSENT) && isNew(said.right(), said.party())) {
      GatewayNoticeEntity row = row(entry, NoticeKind.RIGHT);
      row.id = said.right().orElseThrow();
      row.change = said.kind().orElse(null);
      row.dueOn = said.dueOn().orElse(NEVER);
      take(row);
    }
  }

  private boolean isNew(Optional<String> id, Optional<String> to) {
    return to.filter(settings.party()::equals).isPresent()
        && id.filter(known -> notices.findByIdOptional(known).isEmpty()).isPresent();
  }

  private static GatewayNoticeEntity row(OwnEntry entry, NoticeKind kind) {
    GatewayNoticeEntity row = new GatewayNoticeEntity();
    row.kind = kind;
    row.source = entry.source();
    row.sender = "";
    row.subject = entry.subject().orElse("");
    row.releases = "";
    row.records = "";
    row.toldAt = entry.recordedAt();
    row.toldEvent = entry.event().orElse("");
    row.toldIndex = entry.logIndex();
    return row;
  }

  private void take(GatewayNoticeEntity row) {
    notices.persist(row);
    own.tell("notice.due", row.id);
    answers.answerByItself(row);
  }

  private void answered(OwnEntry entry, Optional<String> id, Optional<String> answer) {
    Optional<GatewayNoticeEntity> found = id.flatMap(notices::lock);
    if (found.isPresent() && found.get().state != NoticeState.ANSWERED) {
      GatewayNoticeEntity row = found.get();
      row.state = NoticeState.ANSWERED;
      row.answeredAt = entry.recordedAt();
      row.answeredIndex = entry.logIndex();
      row.nextTryAt = null;
      if (row.answer == null) {
        answers.answeredElsewhere(row, answer);
        row.answer = answer.orElse(null);
      }
    }
  }
}
