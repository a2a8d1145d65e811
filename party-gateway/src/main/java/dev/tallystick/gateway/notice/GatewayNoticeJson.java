package dev.tallystick.gateway.notice;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A notice and its answer. */
public record GatewayNoticeJson(
    String notice,
    NoticeKind kind,
    @Nullable String change,
    String from,
    List<String> releases,
    List<String> records,
    LocalDate dueOn,
    Instant toldAt,
    String eventId,
    long index,
    NoticeState state,
    @Nullable String answer,
    @Nullable String clerk,
    @Nullable Instant answeredAt,
    @Nullable Long answeredIndex,
    @Nullable String problemCode) {
  static GatewayNoticeJson of(GatewayNoticeEntity row) {
    return new GatewayNoticeJson(
        row.id,
        row.kind,
        row.change,
        row.sender,
        row.releaseList(),
        GatewayNoticeEntity.list(row.records),
        row.dueOn,
        row.toldAt,
        row.toldEvent,
        row.toldIndex,
        row.state,
        row.answer,
        row.clerk,
        row.answeredAt,
        row.answeredIndex,
        row.problemCode);
  }
}
