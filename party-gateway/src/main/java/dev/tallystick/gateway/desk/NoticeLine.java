package dev.tallystick.gateway.desk;

import dev.tallystick.gateway.notice.GatewayNoticeJson;
import dev.tallystick.gateway.notice.NoticeKind;
import dev.tallystick.gateway.notice.NoticeState;
import dev.tallystick.web.ReaderText;
import io.quarkus.qute.TemplateData;
import java.util.List;
import java.util.Objects;

/**
 * What the party was told to do, and by when.
 *
 * @param late whether the day is over
 */
@TemplateData
public record NoticeLine(
    String id,
    NoticeKind kind,
    String change,
    String from,
    String due,
    boolean late,
    boolean open,
    String answer,
    String clerk,
    String problem) {
  static NoticeLine of(GatewayNoticeJson notice, ReaderText text) {
    return new NoticeLine(
        notice.notice(),
        notice.kind(),
        Objects.requireNonNullElse(notice.change(), ""),
        notice.from(),
        text.day(notice.dueOn()),
        notice.dueOn().isBefore(text.dayOf(text.now())) && notice.state() != NoticeState.ANSWERED,
        notice.state() == NoticeState.OPEN,
        Objects.requireNonNullElse(notice.answer(), ""),
        Objects.requireNonNullElse(notice.clerk(), ""),
        Objects.requireNonNullElse(notice.problemCode(), ""));
  }

  static List<NoticeLine> of(List<GatewayNoticeJson> notices, ReaderText text) {
    return notices.stream().map(notice -> of(notice, text)).toList();
  }

  /** Whether it asks for reports to be destroyed or marked. */
  public boolean ofReports() {
    return kind == NoticeKind.STOP || kind == NoticeKind.CHANGE;
  }

  /** Whether it is an objection, which an answer decides. */
  public boolean objection() {
    return kind == NoticeKind.OBJECTION;
  }

  /** Whether a person asks for a right, which is fulfilled, or refused with a way to complain. */
  public boolean right() {
    return kind == NoticeKind.RIGHT;
  }
}
