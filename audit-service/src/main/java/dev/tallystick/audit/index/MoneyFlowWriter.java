package dev.tallystick.audit.index;

import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.type.DataReleased;
import dev.tallystick.events.type.ProductId;
import dev.tallystick.events.type.ReleaseFee;
import dev.tallystick.tlog.Hash;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Adds what the releases of a batch charge to the sums of their days. Nobody stands in a sum. */
final class MoneyFlowWriter {
  /** A day whose bodies are erased has its last sums: nothing could be counted again. */
  private static final String ADD =
      """
      insert into money_flow (day, from_label, to_label, product, currency, releases, amount)
      select ?, ?, ?, ?, ?, ?, ?
      where not exists (select from opening_erasure where seal_day = ? and seal_class = 0 and logged)
      on conflict (day, from_label, to_label, product, currency) do update
        set releases = money_flow.releases + excluded.releases, amount = money_flow.amount + excluded.amount
      """;

  private record Flow(int day, Hash from, Hash to, String product, String currency) {}

  private record Sum(long releases, long amount) {
    Sum plus(Sum other) {
      return new Sum(releases + other.releases, amount + other.amount);
    }
  }

  private final Map<Flow, Sum> sums = new LinkedHashMap<>();

  void add(StoredEntry row, DataReleased data) {
    if (data.fee().isPresent()) {
      ReleaseFee fee = data.fee().get();
      Flow flow =
          new Flow(
              row.keyId().day(),
              EventLabels.ofParty(data.from()),
              EventLabels.ofParty(data.to()),
              data.product().map(ProductId::value).orElse(""),
              fee.currency());
      sums.merge(flow, new Sum(1, fee.amount()), Sum::plus);
    }
  }

  void write(Connection connection) throws SQLException {
    if (sums.isEmpty()) {
      return;
    }
    try (PreparedStatement add = connection.prepareStatement(ADD)) {
      for (Map.Entry<Flow, Sum> one : sums.entrySet()) {
        Flow flow = one.getKey();
        add.setInt(1, flow.day());
        add.setBytes(2, flow.from().toByteArray());
        add.setBytes(3, flow.to().toByteArray());
        add.setString(4, flow.product());
        add.setString(5, flow.currency());
        add.setLong(6, one.getValue().releases());
        add.setLong(7, one.getValue().amount());
        add.setInt(8, flow.day());
        add.addBatch();
      }
      add.executeBatch();
    }
  }
}
