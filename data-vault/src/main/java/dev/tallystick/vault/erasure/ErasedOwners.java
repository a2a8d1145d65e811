package dev.tallystick.vault.erasure;

import dev.tallystick.vault.keystore.ErasedKeys;
import dev.tallystick.vault.keystore.KeyOwner;
import dev.tallystick.vault.keystore.RetentionClass;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whose keys an erasure has destroyed, or is about to. */
@Singleton
final class ErasedOwners implements ErasedKeys {
  private final PersonErasureRepository erasures;
  private final ErasureProjection projection;

  ErasedOwners(PersonErasureRepository erasures, ErasureProjection projection) {
    this.erasures = erasures;
    this.projection = projection;
  }

  @Override
  public void requireCurrent() {
    projection.catchUp();
  }

  @Override
  public Set<KeyOwner> erased(Collection<KeyOwner> owners) {
    Map<String, List<PersonErasure>> known = new HashMap<>();
    for (PersonErasure erasure :
        erasures.about(owners.stream().map(KeyOwner::subject).distinct().toList())) {
      known.computeIfAbsent(erasure.subject(), person -> new ArrayList<>()).add(erasure);
    }
    Set<KeyOwner> erased = new HashSet<>();
    for (KeyOwner owner : owners) {
      if (known.getOrDefault(owner.subject(), List.of()).stream()
          .anyMatch(erasure -> covers(erasure, owner))) {
        erased.add(owner);
      }
    }
    return erased;
  }

  /** What a law holds stays, under keys of its own class. */
  private static boolean covers(PersonErasure erasure, KeyOwner owner) {
    boolean isOfSource = erasure.provider().map(owner.source()::equals).orElse(true);
    boolean isHeld =
        owner.retention() == RetentionClass.ADVERSE
            && erasure.outcome().map(done -> done.held() > 0).orElse(true);
    return isOfSource && !isHeld;
  }
}
