package dev.tallystick.audit.honey;

import dev.tallystick.audit.index.IndexSalts;
import dev.tallystick.audit.storage.StoredEntry;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventLabels;
import dev.tallystick.events.Stub;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Tells which entries name a honey person. The table has a mark of each, an HMAC under the secret
 * of the index, and no token; so each label of an entry is marked to be compared.
 */
@Singleton
public class HoneyPersons {
  private final HoneyRepository rows;
  private final IndexSalts salts;

  HoneyPersons(HoneyRepository rows, IndexSalts salts) {
    this.rows = rows;
    this.salts = salts;
  }

  /** The honey persons at a time. */
  public final class Known {
    private final Map<Hash, Long> plantedUntil;
    private final Set<EventId> plants;

    private Known(Map<Hash, Long> plantedUntil, Set<EventId> plants) {
      this.plantedUntil = plantedUntil;
      this.plants = plants;
    }

    /** Whether there are none, so that no entry need be looked at. */
    public boolean isEmpty() {
      return plantedUntil.isEmpty();
    }

    /**
     * The label of the honey person whom an entry names, if nobody has planted it.
     *
     * @param stub the entry's; of one that is sealed for an authority it names no person
     */
    public Optional<Hash> touched(StoredEntry row, Stub stub) {
      if (plants.contains(row.id())) {
        return Optional.empty();
      }
      for (Hash label : stub.labels()) {
        Long planted = plantedUntil.get(mark(label));
        if (planted != null && row.recordedMillis() >= planted) {
          return Optional.of(label);
        }
      }
      return Optional.empty();
    }
  }

  /** Reads them; they change seldom, and a look at the log takes them once. */
  public Known known() {
    Map<Hash, Long> planted = new HashMap<>();
    rows.all().forEach(row -> planted.put(Hash.copyOf(row.mark), row.plantedUntilMillis));
    return new Known(planted, planted.isEmpty() ? Set.of() : Set.copyOf(rows.plants()));
  }

  /** What the person with a token is known by. */
  Hash markOf(String subject) {
    return mark(EventLabels.ofSubject(subject));
  }

  private Hash mark(Hash label) {
    return salts.of(Hash.sha256(("honey/" + label.hex()).getBytes(StandardCharsets.UTF_8)));
  }
}
