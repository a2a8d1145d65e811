package dev.tallystick.vault.conflict;

import dev.tallystick.vault.document.KeptContent;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.SealedRowException;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.schema.ContentSchemas;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import org.jboss.logging.Logger;

/** Notes anew what kept records state, under every token that their person has by now. */
@Singleton
final class RestateRecords {
  private static final Logger LOG = Logger.getLogger(RestateRecords.class);

  private final KeptRecords kept;
  private final Keystore keystore;
  private final ContentSchemas schemas;
  private final StatedFacts stated;

  RestateRecords(KeptRecords kept, Keystore keystore, ContentSchemas schemas, StatedFacts stated) {
    this.kept = kept;
    this.keystore = keystore;
    this.schemas = schemas;
    this.stated = stated;
  }

  /** Restates records that count, in the caller's transaction, which holds all comparing. */
  void restate(Collection<String> records) {
    try (OpenKeys keys = keystore.open()) {
      for (String id : new TreeSet<>(records)) {
        try {
          restate(keys, kept.lock(keys, id));
        } catch (SealedRowException e) {
          LOG.errorf(e, "record %s does not open; what it states is compared as before", id);
        }
      }
    }
  }

  private void restate(OpenKeys keys, KeptRecord record) {
    schemas
        .find(record.category(), record.schemaVersion())
        .ifPresent(
            schema -> {
              stated.forget(record.id());
              stated.note(
                  keys,
                  List.of(
                      new StatedFacts.Statement(
                          record.id(),
                          record.owner().subject(),
                          record.category(),
                          schema,
                          new KeptContent.Partial(record.content()).fields().orElseThrow())));
            });
  }
}
