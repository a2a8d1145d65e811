package dev.tallystick.vault.lookup;

import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.Keystore;
import dev.tallystick.vault.keystore.OpenKeys;
import dev.tallystick.vault.keystore.RetentionClass;
import dev.tallystick.vault.problem.VaultProblem;
import dev.tallystick.vault.problem.VaultProblemCode;
import dev.tallystick.vault.record.KeptRecord;
import dev.tallystick.vault.record.KeptRecords;
import dev.tallystick.vault.record.KeptRecords.Sought;
import dev.tallystick.vault.schema.ContentSchemas;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Finds a party's own records about a person by what one of their indexed fields says. */
@Singleton
final class RecordLookups {
  /** The most records of a page. */
  static final int PAGE = 200;

  private final ContentSchemas schemas;
  private final LookupDigests digests;
  private final KeptRecords kept;
  private final Keystore keystore;

  RecordLookups(
      ContentSchemas schemas, LookupDigests digests, KeptRecords kept, Keystore keystore) {
    this.schemas = schemas;
    this.digests = digests;
    this.kept = kept;
    this.keystore = keystore;
  }

  /** A field of the records of a category about a person, and what it shall say. */
  record Asked(String subject, String category, String field, String value) {
    @Override
    public String toString() {
      return "Asked[redacted]";
    }
  }

  /**
   * The party's records whose newest version says so, ascending by id. A person who is not known,
   * and one about whom the party has nothing like it, give the same: none.
   *
   * @param after only those whose id is greater; all when empty
   * @throws VaultProblem if the field is not an indexed one
   */
  List<KeptRecord> find(String party, Asked asked, String after) {
    if (!schemas.isIndexed(asked.category(), asked.field())) {
      throw VaultProblem.ofField(VaultProblemCode.LOOKUP_FIELD_NOT_INDEXED, "field", "indexed");
    }
    Set<KeyOwner> owners =
        Set.of(
            new KeyOwner(asked.subject(), party, RetentionClass.ORDINARY),
            new KeyOwner(asked.subject(), party, RetentionClass.ADVERSE));
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              try (OpenKeys keys = keystore.open()) {
                Set<UUID> sought = new HashSet<>();
                for (KeyOwner owner : keys.existing(owners)) {
                  sought.add(
                      digests.of(keys, owner, asked.category(), asked.field(), asked.value()));
                }
                return sought.isEmpty()
                    ? List.of()
                    : kept.find(
                        keys,
                        new Sought(asked.subject(), party, asked.category(), sought),
                        after,
                        PAGE);
              }
            });
  }
}
