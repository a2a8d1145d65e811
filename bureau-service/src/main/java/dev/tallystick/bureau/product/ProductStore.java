package dev.tallystick.bureau.product;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.bureau.tenancy.BureauRows;
import dev.tallystick.events.EventId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/** The tables of products and retirements. What has no log index is not for sale. */
@Singleton
final class ProductStore {
  private static final String LATEST =
      """
      select p.definition, exists (select 1 from product_retirement r
        where r.product_id = p.product_id and r.log_index is not null), p.event_id, p.log_index
      from product p
      where p.log_index is not null and (? or p.product_id = ?) and not exists (
        select 1 from product q where q.product_id = p.product_id and q.version > p.version
          and q.log_index is not null)
      order by p.product_id
      """;

  private final BureauRows rows;

  ProductStore(BureauRows rows) {
    this.rows = rows;
  }

  /** A product as it is sold now, or no longer. */
  record Offer(Product product, boolean retired, String eventId, long index) {}

  /** Stores the next version of a product before the log has seen it. */
  Product add(BureauId bureau, ProductId id, EventId event, LongFunction<Product> version) {
    return rows.in(
        bureau,
        connection -> {
          lock(connection, bureau);
          Product product = version.apply(nextVersion(connection, id));
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into product (bureau_id, product_id, version, definition, event_id) values (?, ?, ?, ?, ?)")) {
            insert.setString(1, bureau.value());
            insert.setString(2, id.value());
            insert.setLong(3, product.version());
            insert.setString(4, ProductData.text(product));
            insert.setObject(5, event.value());
            insert.executeUpdate();
          }
          return product;
        });
  }

  /** One writer a bureau at a time, so that versions count up without a gap or a clash. */
  private static void lock(Connection connection, BureauId bureau) throws SQLException {
    try (PreparedStatement lock =
        connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(?, 1))")) {
      lock.setString(1, "product/" + bureau);
      lock.execute();
    }
  }

  private static long nextVersion(Connection connection, ProductId id) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement(
            "select coalesce(max(version), 0) + 1 from product where product_id = ?")) {
      select.setString(1, id.value());
      try (ResultSet row = select.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void addRetirement(BureauId bureau, ProductId id, EventId event) {
    rows.in(
        bureau,
        connection -> {
          try (PreparedStatement insert =
              connection.prepareStatement(
                  "insert into product_retirement (bureau_id, product_id, event_id) values (?, ?, ?)")) {
            insert.setString(1, bureau.value());
            insert.setString(2, id.value());
            insert.setObject(3, event.value());
            return insert.executeUpdate();
          }
        });
  }

  /** From now on what the event says holds. */
  void logged(BureauId bureau, EventId event, long index) {
    rows.in(
        bureau,
        connection -> {
          int changed = 0;
          for (String table : List.of("product", "product_retirement")) {
            try (PreparedStatement update =
                connection.prepareStatement(
                    "update " + table + " set log_index = ? where event_id = ?")) {
              update.setLong(1, index);
              update.setObject(2, event.value());
              changed += update.executeUpdate();
            }
          }
          return changed;
        });
  }

  /** Forgets what the log does not have. */
  void drop(BureauId bureau, EventId event) {
    rows.in(
        bureau,
        connection -> {
          int changed = 0;
          for (String table : List.of("product", "product_retirement")) {
            try (PreparedStatement delete =
                connection.prepareStatement(
                    "delete from " + table + " where event_id = ? and log_index is null")) {
              delete.setObject(1, event.value());
              changed += delete.executeUpdate();
            }
          }
          return changed;
        });
  }

  Optional<Offer> find(BureauId bureau, ProductId id) {
    return select(bureau, Optional.of(id)).stream().findFirst();
  }

  List<Offer> all(BureauId bureau) {
    return select(bureau, Optional.empty());
  }

  private List<Offer> select(BureauId bureau, Optional<ProductId> id) {
    return rows.in(
        bureau,
        connection -> {
          List<Offer> offers = new ArrayList<>();
          try (PreparedStatement select = connection.prepareStatement(LATEST)) {
            select.setBoolean(1, id.isEmpty());
            select.setString(2, id.map(ProductId::value).orElse(""));
            try (ResultSet row = select.executeQuery()) {
              while (row.next()) {
                offers.add(
                    new Offer(
                        ProductData.parse(row.getString(1)),
                        row.getBoolean(2),
                        row.getString(3),
                        row.getLong(4)));
              }
            }
          }
          return offers;
        });
  }
}
