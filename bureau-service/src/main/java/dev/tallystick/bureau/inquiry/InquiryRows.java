package dev.tallystick.bureau.inquiry;

import dev.tallystick.bureau.inquiry.InquiryRow.Ask;
import dev.tallystick.bureau.inquiry.InquiryRow.Intent;
import dev.tallystick.bureau.tenancy.BureauId;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads rows of the table of inquiries. */
final class InquiryRows {
  /** The columns that {@link #read} reads, in a select. */
  static final String SELECT =
      """
      select bureau_id, attempt, lender, subject, product, state, claimed_until, parents, event_id,
        fee, not_after, logged_at, attempts, refusal
      from inquiry
      """;

  private InquiryRows() {}

  static List<InquiryRow> all(PreparedStatement select) throws SQLException {
    List<InquiryRow> rows = new ArrayList<>();
    try (ResultSet row = select.executeQuery()) {
      while (row.next()) {
        rows.add(read(row));
      }
    }
    return rows;
  }

  private static InquiryRow read(ResultSet row) throws SQLException {
    return new InquiryRow(
        new BureauId(row.getString("bureau_id")),
        row.getObject("attempt", UUID.class),
        new Ask(row.getString("lender"), row.getString("subject"), row.getString("product")),
        InquiryState.valueOf(row.getString("state")),
        time(row, "claimed_until").orElseThrow(),
        texts(row),
        intent(row),
        row.getInt("attempts"),
        Optional.ofNullable(row.getString("refusal")));
  }

  private static Optional<Intent> intent(ResultSet row) throws SQLException {
    String event = row.getString("event_id");
    return event == null
        ? Optional.empty()
        : Optional.of(
            new Intent(
                event,
                row.getString("fee"),
                time(row, "not_after").orElseThrow(),
                time(row, "logged_at")));
  }

  private static List<String> texts(ResultSet row) throws SQLException {
    Array array = row.getArray("parents");
    return List.of((String[]) array.getArray());
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    @Nullable OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
