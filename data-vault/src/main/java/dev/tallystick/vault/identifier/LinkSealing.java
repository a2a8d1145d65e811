package dev.tallystick.vault.identifier;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Seals the links of a database from before they were sealed, at the start; otherwise does nothing.
 */
@Singleton
@Startup
final class LinkSealing {
  private static final int BATCH = 500;

  private final Keystore keystore;
  private final IdentifierLinkRepository rows;
  private final IdentifierLinks links;

  LinkSealing(Keystore keystore, IdentifierLinkRepository rows, IdentifierLinks links) {
    this.keystore = keystore;
    this.rows = rows;
    this.links = links;
  }

  @PostConstruct
  void sealAll() {
    while (QuarkusTransaction.requiringNew().call(this::sealSome) == BATCH) {
      // The next ones.
    }
  }

  private int sealSome() {
    List<IdentifierLinkEntity> unsealed = rows.lockUnsealed(BATCH);
    Map<String, SubjectToken> tokens = new TreeMap<>();
    try (OpenKeys keys = keystore.open()) {
      keys.prepare(unsealed.stream().map(row -> IdentifierLinks.ownerOf(row.digest())).toList());
      for (IdentifierLinkEntity row : unsealed) {
        tokens.put(row.digest(), row.unsealed());
        row.seal(IdentifierLinks.seal(keys, row.digest(), row.unsealed()));
      }
      links.addBack(keys, tokens);
    }
    return tokens.size();
  }
}
