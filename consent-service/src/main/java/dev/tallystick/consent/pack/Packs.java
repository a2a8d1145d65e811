package dev.tallystick.consent.pack;

import dev.tallystick.consent.DecisionProblemCode;
import dev.tallystick.consent.log.ConsentEventPublisher;
import dev.tallystick.consent.log.Logged;
import dev.tallystick.events.type.PackActivated;
import dev.tallystick.rules.LookBack;
import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.rules.state.PackActivation;
import dev.tallystick.rules.state.State;
import dev.tallystick.tlog.Hash;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * The rule packs at hand: shipped ones, those that were added, and every one that was ever
 * activated, whose text stays here when another release ships another one. Thread-safe.
 */
@Singleton
public class Packs implements PackShelf {
  private static final Logger LOG = Logger.getLogger(Packs.class);

  /** "From now on" is written by another clock and takes a while to arrive. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

  private final RulePackRepository repository;
  private final ConsentEventPublisher events;
  private final Clock clock;
  private final List<Pack> shipped;
  private final PackShelf library;
  private final Map<Hash, Pack> read = new ConcurrentHashMap<>();
  private final Set<Hash> unreadable = ConcurrentHashMap.newKeySet();

  @Inject
  Packs(RulePackRepository repository, ConsentEventPublisher events, Clock clock) {
    this(repository, events, clock, ShippedPacks.all(), ShippedPacks.shelf());
  }

  /**
   * As a release with these packs has it.
   *
   * @param library these, and those of earlier releases as far as this one still has them
   */
  Packs(
      RulePackRepository repository,
      ConsentEventPublisher events,
      Clock clock,
      List<Pack> shipped,
      PackShelf library) {
    this.repository = repository;
    this.events = events;
    this.clock = clock;
    this.shipped = shipped;
    this.library = library;
  }

  /** A pack that another replica has added is found too. */
  @Override
  public Optional<Pack> find(Hash digest) {
    Optional<Pack> known = library.find(digest).or(() -> Optional.ofNullable(read.get(digest)));
    if (known.isPresent()) {
      return known;
    }
    if (unreadable.contains(digest)) {
      return Optional.empty();
    }
    Optional<Pack> stored = repository.findYaml(digest.hex()).flatMap(this::parseStored);
    stored.ifPresent(pack -> read.put(digest, pack));
    return stored;
  }

  /** One that this release cannot read holds up none of the others. */
  private Optional<Pack> parseStored(byte[] yaml) {
    try {
      return Optional.of(Pack.parse(yaml, this));
    } catch (InvalidPackException e) {
      Hash digest = Hash.sha256(yaml);
      unreadable.add(digest);
      LOG.errorf("The stored pack %s is no pack of this release: %s", digest, e.getMessage());
      return Optional.empty();
    }
  }

  /** Every pack, the shipped ones first. */
  List<Pack> all() {
    List<Pack> all = new ArrayList<>(shipped);
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
        // What is laid over it can be read now.
        unreadable.clear();
      }
      return pack;
    } catch (InvalidPackException e) {
      throw DecisionProblemCode.PACK_INVALID.problem(e.path(), e.rule());
    }
  }

  /** A name and a version stand for one text, or nobody could say by which rules was decided. */
  private void requireNewVersion(Pack pack) {
    boolean taken =
        Stream.concat(all().stream(), ShippedPacks.earlier().stream())
            .anyMatch(known -> known.id().equals(pack.id()) && known.version() == pack.version());
    if (taken) {
      throw DecisionProblemCode.PACK_VERSION_TAKEN.problem();
    }
  }

  /** The highest version of a pack, or the one with this digest; of two texts the shipped one. */
  public Pack get(String id, Optional<String> digest) {
    return all().stream()
        .filter(pack -> pack.id().equals(id))
        .filter(pack -> digest.isEmpty() || pack.digest().hex().equals(digest.get()))
        .sorted(Comparator.comparingInt(Pack::version).reversed())
        .findFirst()
        .orElseThrow(DecisionProblemCode.PACK_UNKNOWN::problem);
  }

  /** Keeps the text of a pack, and of each one that it is laid over, for later releases. */
  void keep(Pack pack) {
    for (Optional<Pack> kept = Optional.of(pack);
        kept.isPresent();
        kept = kept.get().extendedDigest().flatMap(this::find)) {
      Pack one = kept.get();
      repository.add(one.digest().hex(), one.id(), one.yaml(), clock.instant());
    }
  }

  /** What the pack in force, or one to come, no longer looks back to may be forgotten. */
  void requireNoLongerLookBack(State state, Pack next) {
    long now = clock.millis();
    Optional<PackActivation> inForce = state.activePack(next.family(), now);
    boolean refused =
        state.packs(next.family()).stream()
            .filter(one -> one.effectiveFromMillis() > now || inForce.equals(Optional.of(one)))
            .flatMap(one -> find(Hash.fromHex(one.digest())).stream())
            .anyMatch(before -> !LookBack.isNoLonger(next, before));
    if (refused) {
      throw DecisionProblemCode.PACK_LOOKS_BACK_FURTHER.problem();
    }
  }

  /**
   * Refuses that a pack begins before now where another one of its family decides. Nobody minds how
   * long ago the first one has begun: nothing was decided before it was activated.
   */
  void requireNotPast(Pack pack, Instant effectiveFrom) {
    boolean isPast = effectiveFrom.isBefore(clock.instant().minus(CLOCKS_DIFFER));
    if (isPast && events.current().activePack(pack.family(), clock.millis()).isPresent()) {
      throw DecisionProblemCode.PACK_ACTIVATION_PAST.problem();
    }
  }

  /** The instant, or now if it has passed meanwhile and another pack of the family decides. */
  Instant notPast(Pack pack, Instant effectiveFrom) {
    Instant now = clock.instant();
    boolean isPast = effectiveFrom.isBefore(now);
    return isPast && events.current().activePack(pack.family(), clock.millis()).isPresent()
        ? now
        : effectiveFrom;
  }

  /** An activation from before the one in force would be logged and change nothing. */
  private void requireEffect(State state, Pack pack, Instant effectiveFrom) {
    boolean hasNone =
        state
            .activePack(pack.family(), clock.millis())
            .filter(inForce -> inForce.effectiveFromMillis() > effectiveFrom.toEpochMilli())
            .isPresent();
    if (hasNone) {
      throw DecisionProblemCode.PACK_ACTIVATION_PAST.problem();
    }
  }

  /** Activates a pack whose text is kept before the log names it. */
  Logged activate(Pack pack, Instant effectiveFrom, String by) {
    keep(pack);
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
    return events.publish(
        state -> {
          requireEffect(state, pack, effectiveFrom);
          requireNoLongerLookBack(state, pack);
          return events.event(data, Map.of(guard, state.guard(guard)));
        });
  }
}
