package dev.tallystick.gateway.notice;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonString;
import dev.tallystick.events.type.DownstreamNotified;
import dev.tallystick.gateway.list.OwnEntry;
import dev.tallystick.gateway.list.OwnEntryListener;
import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.webhook.TellOwnSystems;
import jakarta.inject.Singleton;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Learns of notices from the party's own list, which is complete: a service that forgets to tell
 * can be seen to have told.
 */
@Singleton
class NoticeEntries implements OwnEntryListener {
  private static final String WITHDRAWN = "WITHDRAWN";
  private static final String CONSENT = "consent-service";

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
      case "downstream.notified" -> notified(entry);
      case "objection.filed" -> told(entry, NoticeKind.OBJECTION, "objection", "party");
      case "complaint.accepted" -> told(entry, NoticeKind.COMPLAINT, "complaint", "against");
      case "right.requested" -> asked(entry);
      case "downstream.answered" -> answered(entry, "notification", NoticeEntries::answer);
      case "objection.resolved" -> answered(entry, "objection", NoticeEntries::outcome);
      case "complaint.answered" -> answered(entry, "complaint", NoticeEntries::answer);
      case "right.fulfilled" -> answered(entry, "right", fulfilled -> Optional.of("FULFILLED"));
      case "right.refused" -> answered(entry, "right", refused -> Optional.of("REFUSED"));
      default -> {
        // Of no concern here.
      }
    }
  }

  private void notified(OwnEntry entry) {
    boolean isStop =
        new DownstreamNotified.Partial(entry.data()).change().filter(WITHDRAWN::equals).isPresent();
    told(entry, isStop ? NoticeKind.STOP : NoticeKind.CHANGE, "notification", "to");
  }

  /** What consent-service has logged is answered there; other services answer theirs themselves. */
  private void asked(OwnEntry entry) {
    if (entry.source().equals(CONSENT)) {
      told(entry, NoticeKind.RIGHT, "right", "party");
    }
  }

  private void told(OwnEntry entry, NoticeKind kind, String idMember, String toMember) {
    boolean isToUs = entry.data().findString(toMember).filter(settings.party()::equals).isPresent();
    Optional<String> id = entry.data().findString(idMember);
    if (!isToUs || id.isEmpty() || notices.findByIdOptional(id.get()).isPresent()) {
      return;
    }
    GatewayNoticeEntity row = new GatewayNoticeEntity();
    row.id = id.get();
    row.kind = kind;
    row.source = entry.source();
    row.sender =
        entry.data().findString("from").or(() -> entry.data().findString("authority")).orElse("");
    row.change = entry.data().findString(kind == NoticeKind.RIGHT ? "kind" : "change").orElse(null);
    row.subject = entry.subject().orElse("");
    row.releases = releases(entry);
    row.records = texts(entry, "records").stream().collect(Collectors.joining(","));
    row.dueOn = LocalDate.parse(entry.data().findString("dueOn").orElse("9999-12-31"));
    row.toldAt = entry.recordedAt();
    row.toldEvent = entry.event().orElse("");
    row.toldIndex = entry.logIndex();
    notices.persist(row);
    own.tell("notice.due", row.id);
    answers.answerByItself(row);
  }

  private static String releases(OwnEntry entry) {
    List<String> releases = new ArrayList<>();
    entry.data().findString("release").ifPresent(releases::add);
    releases.addAll(texts(entry, "earlier"));
    releases.addAll(texts(entry, "releases"));
    return String.join(",", releases);
  }

  private static List<String> texts(OwnEntry entry, String member) {
    return entry.data().findArray(member).map(JsonArray::items).orElse(List.of()).stream()
        .map(item -> ((JsonString) item).value())
        .toList();
  }

  private static Optional<String> answer(OwnEntry entry) {
    return entry.data().findString("answer");
  }

  private static Optional<String> outcome(OwnEntry entry) {
    return entry.data().findString("outcome");
  }

  private void answered(
      OwnEntry entry, String idMember, Function<OwnEntry, Optional<String>> said) {
    Optional<GatewayNoticeEntity> found = entry.data().findString(idMember).flatMap(notices::lock);
    if (found.isPresent() && found.get().state != NoticeState.ANSWERED) {
      GatewayNoticeEntity row = found.get();
      row.state = NoticeState.ANSWERED;
      row.answeredAt = entry.recordedAt();
      row.answeredIndex = entry.logIndex();
      row.nextTryAt = null;
      if (row.answer == null) {
        answers.answeredElsewhere(row, entry.data().findString("answer"));
        row.answer = said.apply(entry).orElse(null);
      }
    }
  }
}
