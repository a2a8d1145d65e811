package dev.tallystick.vault.right;

import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.RecordVersions;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;

/** The records of the person who asks, as they read them. */
@Singleton
final class MyRecords {
  /** The most records of a page. */
  static final int PAGE = 200;

  private final KeptRecords kept;
  private final RecordVersions versions;
  private final Keystore keystore;

  MyRecords(KeptRecords kept, RecordVersions versions, Keystore keystore) {
    this.kept = kept;
    this.versions = versions;
    this.keystore = keystore;
  }

  /** A record and the versions of it that were replaced. */
  record Seen(KeptRecord record, List<RecordVersions.Older> before) {
    Seen {
      before = List.copyOf(before);
    }
  }

  /** The person's records whose ids are greater than {@code after}, restricted ones too. */
  List<Seen> page(String subject, String after) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                List<Seen> seen = new ArrayList<>();
                for (KeptRecord record : kept.ofPerson(keys, subject, after, PAGE)) {
                  seen.add(new Seen(record, versions.before(keys, record)));
                }
                return seen;
              }
            });
  }
}
