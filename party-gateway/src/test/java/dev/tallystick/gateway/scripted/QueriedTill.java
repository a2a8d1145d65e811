package dev.tallystick.gateway.scripted;

import dev.tallystick.houserules.TemporaryKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the gateway a query of a till's sales: a schema beside its own, in the same server. */
public final class QueriedTill implements QuarkusTestResourceLifecycleManager {
  public static final String MAPPING =
      """
      mapping: till-rows
      file: {format: ndjson}
      currency: CNY
      zone: Asia/Shanghai
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      source: tills
      basis: {kind: CONTRACT, ref: card-2}
      prohibited:
        - {category: SHOPPING.HEALTH, column: shop, words: [pharmacy]}
      records:
        - category: SHOPPING.ORDER
          observedAt: {column: day, pattern: "uuuu-MM-dd"}
          fields:
            shop: {column: shop}
            amount: {column: amount, as: minor}
            currency: {text: CNY}
      """;

  public static final String STATEMENT =
      "select id, customer, day, shop, amount from till.sale where id > cast(? as bigint) order by id";

  private @Nullable TemporaryKeys files;

  @Override
  public Map<String, String> start() {
    TemporaryKeys folder = TemporaryKeys.create();
    files = folder;
    Map<String, String> settings = new HashMap<>(settings(folder.folder()));
    settings.put("tallystick.query.url", "${quarkus.datasource.jdbc.url}");
    settings.put("tallystick.query.username", "${tallystick.test.superuser}");
    settings.put("tallystick.query.password", "${tallystick.test.superuser-password}");
    return settings;
  }

  /** The query, without its database. */
  public static Map<String, String> settings(Path folder) {
    Path mapping = folder.resolve("till-rows.yaml");
    try {
      Files.writeString(mapping, MAPPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "tallystick.query.statement",
        STATEMENT,
        "tallystick.query.mark",
        "id",
        "tallystick.query.from",
        "0",
        "tallystick.query.mapping",
        mapping.toString(),
        "tallystick.query.agreement",
        "agr_019cac33-c580-7e9a-be9f-ebd7343c67d7",
        "tallystick.query.dir",
        folder.resolve("query").toString(),
        "tallystick.query.every",
        "0.2S");
  }

  @Override
  public void stop() {
    if (files != null) {
      files.close();
    }
  }
}
