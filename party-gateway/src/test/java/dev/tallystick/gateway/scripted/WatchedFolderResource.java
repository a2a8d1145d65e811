package dev.tallystick.gateway.scripted;

import dev.tallystick.houserules.TemporaryKeys;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives the gateway a folder to watch, and a mapping for its files. */
public final class WatchedFolderResource implements QuarkusTestResourceLifecycleManager {
  private static final String MAPPING =
      """
      mapping: till
      file: {format: csv}
      currency: CNY
      zone: Asia/Shanghai
      person: {scheme: CUSTOMER_NO, value: {column: customer}}
      source: tills
      basis: {kind: CONTRACT, ref: card-2}
      records:
        - category: SHOPPING.ORDER
          observedAt: {columns: [day], pattern: "uuuu-MM-dd"}
          fields:
            shop: {column: shop}
            amount: {column: amount, as: minor}
            currency: {text: CNY}
      """;

  private @Nullable TemporaryKeys files;

  @Override
  public Map<String, String> start() {
    TemporaryKeys folder = TemporaryKeys.create();
    files = folder;
    Path mapping = folder.folder().resolve("till.yaml");
    try {
      Files.writeString(mapping, MAPPING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Map.of(
        "tallystick.folder.dir",
        folder.folder().resolve("watched").toString(),
        "tallystick.folder.mapping",
        mapping.toString(),
        "tallystick.folder.agreement",
        "agr_019cac33-c580-7e9a-be9f-ebd7343c67d7",
        "tallystick.folder.settle",
        "0.3S");
  }

  @Override
  public void stop() {
    if (files != null) {
      files.close();
    }
  }
}
