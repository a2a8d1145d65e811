package dev.tallystick.bureau.product;

import java.util.UUID;
import java.util.regex.Pattern;

/** The id of a product: {@code prd_} and a UUIDv7. */
public record ProductId(String value) {
  private static final Pattern FORM =
      Pattern.compile("prd_[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

  /** Refuses what is no such id. */
  public ProductId {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException("not the id of a product");
    }
  }

  /** The id with this UUIDv7. */
  public static ProductId of(UUID uuid) {
    return new ProductId("prd_" + uuid);
  }

  /** Reads an id. */
  public static ProductId fromString(String text) {
    return new ProductId(text);
  }

  @Override
  public String toString() {
    return value;
  }
}
