package dev.tallystick.vault.keystore;

import dev.tallystick.keys.SealingContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a sealed value stands: the table, the row and what else the row says of it. Bound to the
 * value together with its owner and the key's version, so that it opens nowhere else.
 */
public record SealingPlace(String table, List<String> row) {
  public SealingPlace {
    row = List.copyOf(row);
  }

  /** The place of a row in a table. */
  public static SealingPlace of(String table, String... row) {
    return new SealingPlace(table, List.of(row));
  }

  SealingContext context(KeyOwner owner, int keyVersion) {
    List<String> parts = new ArrayList<>();
    parts.add(owner.source());
    parts.add(owner.subject());
    parts.add(owner.retention().name());
    parts.add(Integer.toString(keyVersion));
    parts.add(table);
    parts.addAll(row);
    return SealingContext.of("data-vault", parts.toArray(String[]::new));
  }

  @Override
  public String toString() {
    return "SealingPlace[" + table + "]";
  }
}
