package dev.tallystick.consent.pack;

import dev.tallystick.consent.ConsentProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.PackActivated;
import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The rule packs at hand: shipped ones and those that were added. Thread-safe. */
@Singleton
public class Packs implements PackShelf {
  private final RulePackRepository repository;
  private final ConsentEventPublisher events;
  private final Clock clock;
  private final Map<Hash, Pack> read = new ConcurrentHashMap<>();

  Packs(RulePackRepository repository, ConsentEventPublisher events, Clock clock) {
    this.repository = repository;
    this.events = events;
    this.clock = clock;
    ShippedPacks.all().forEach(pack -> read.put(pack.digest(), pack));
  }

  /** A pack that another replica has added is found too. */
  @Override
  public Optional<Pack> find(Hash digest) {
    Pack known = read.get(digest);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<Pack> stored = repository.findYaml(digest.hex()).map(this::parseStored);
    stored.ifPresent(pack -> read.put(digest, pack));
    return stored;
  }

  private Pack parseStored(byte[] yaml) {
    try {
      return Pack.parse(yaml, this);
    } catch (InvalidPackException e) {
      throw new IllegalStateException("a stored pack is no pack of this release", e);
    }
  }

  /** Every pack, the shipped ones first. */
  List<Pack> all() {
    List<Pack> all = new ArrayList<>(ShippedPacks.all());
    for (String digest : repository.digests()) {
      find(Hash.fromHex(digest)).filter(pack -> !all.contains(pack)).ifPresent(all::add);
    }
    return all;
  }

  /** Adds a pack; it decides nothing before it is activated. */
  Pack add(byte[] yaml) {
    try {
      Pack pack = Pack.parseNew(yaml, this);
      if (find(pack.digest()).isEmpty()) {
        requireNewVersion(pack);
        repository.add(pack.digest().hex(), pack.id(), yaml, clock.instant());
        read.put(pack.digest(), pack);
      }
      return pack;
    } catch (InvalidPackException e) {
      throw ConsentProblemCode.PACK_INVALID.problem(e.path(), e.rule());
    }
  }

  /** A name and a version stand for one text, or nobody could say by which rules was decided. */
  private void requireNewVersion(Pack pack) {
    boolean taken =
        all().stream()
            .anyMatch(known -> known.id().equals(pack.id()) && known.version() == pack.version());
    if (taken) {
      throw ConsentProblemCode.PACK_VERSION_TAKEN.problem();
    }
  }

  /** The highest version of a pack, or the one with this digest. */
  public Pack get(String id, Optional<String> digest) {
    return all().stream()
        .filter(pack -> pack.id().equals(id))
        .filter(pack -> digest.isEmpty() || pack.digest().hex().equals(digest.get()))
        .max(Comparator.comparingInt(Pack::version))
        .orElseThrow(ConsentProblemCode.PACK_UNKNOWN::problem);
  }

  Logged activate(Pack pack, Instant effectiveFrom, String by) {
    PackActivated data =
        PackActivated.builder()
            .family(pack.family())
            .pack(pack.id())
            .version(pack.version())
            .digest(pack.digest())
            .effectiveFrom(effectiveFrom)
            .base(pack.extendedPack())
            .by(by)
            .build();
    String guard = "pack/" + pack.family();
    return events.publish(state -> events.event(data, Map.of(guard, state.guard(guard))));
  }
}
