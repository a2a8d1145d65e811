package dev.tallystick.rules.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pcollections.TreePVector;

/**
 * What the first entries of a log say, as far as decisions read it.
 *
 * <p>Immutable and safe to share; {@link #fold} shares everything that an event leaves as it was.
 * Events are folded in the order of the log, each once; those of types that decisions do not read
 * only move guards.
 */
public final class State {
  public static final State EMPTY =
      new State(0, TrieMap.empty(), Registry.EMPTY, People.EMPTY, Exchange.EMPTY);

  private final long size;
  private final TrieMap<LogId, Long> guards;
  private final Registry registry;
  private final People people;
  private final Exchange exchange;

  State(
      long size, TrieMap<LogId, Long> guards, Registry registry, People people, Exchange exchange) {
    this.size = size;
    this.guards = guards;
    this.registry = registry;
    this.people = people;
    this.exchange = exchange;
  }

  /** The state after one more event. */
  public State fold(LoggedEvent event) {
    TrieMap<LogId, Long> moved = guards;
    for (String key : event.stub().advances()) {
      LogId id = LogId.ofGuard(key);
      moved = moved.plus(id, moved.getOrDefault(id, 0L) + 1);
    }
    return new State(
        Math.max(size, event.index() + 1),
        moved,
        registry.fold(event),
        people.fold(event),
        exchange.fold(event));
  }

  TrieMap<LogId, Long> guards() {
    return guards;
  }

  Registry registry() {
    return registry;
  }

  People people() {
    return people;
  }

  Exchange exchange() {
    return exchange;
  }

  /** The size of the log that this state speaks of. */
  public long size() {
    return size;
  }

  /** This state, said of a larger log whose further entries are of types that are not followed. */
  public State withSize(long larger) {
    return larger <= size ? this : new State(larger, guards, registry, people, exchange);
  }

  /** This state without what no decision from a time on can read. */
  State forget(Forgetting forgetting) {
    Exchange less = forgetting.from(exchange);
    return new State(
        size,
        forgetting.from(guards, less),
        forgetting.from(registry),
        forgetting.from(people),
        less);
  }

  /** The version of a guard; 0 if it has never moved. */
  public long guard(String key) {
    return guards.getOrDefault(LogId.ofGuard(key), 0L);
  }

  public Optional<Party> party(String id) {
    return Optional.ofNullable(registry.parties().get(id));
  }

  public Collection<Party> parties() {
    return registry.parties().values();
  }

  public Optional<Agreement> agreement(String id) {
    return Optional.ofNullable(registry.agreements().get(id));
  }

  /** The agreements of a kind from one party to another, oldest first. */
  public List<Agreement> agreements(String kind, String provider, String receiver) {
    Party party = registry.parties().get(provider);
    List<Agreement> found = new ArrayList<>();
    for (String id : party == null ? List.<String>of() : party.agreements()) {
      Agreement agreement = registry.agreements().get(id);
      if (agreement != null && agreement.binds(kind, provider, receiver)) {
        found.add(agreement);
      }
    }
    return found;
  }

  /** Every agreement, in its latest version. */
  public Collection<Agreement> agreements() {
    return registry.agreements().values();
  }

  public Optional<Product> product(String id) {
    return Optional.ofNullable(registry.products().get(id));
  }

  public Collection<Product> products() {
    return registry.products().values();
  }

  public Optional<Notice> notice(String id) {
    return Optional.ofNullable(people.notices().get(LogId.of(id)));
  }

  public Optional<Consent> consent(String id) {
    return Optional.ofNullable(people.consents().get(LogId.of(id)));
  }

  /** Calls with every consent of everybody, in no order that says anything. */
  public void forEachConsent(Consumer<Consent> action) {
    people.consents().forEach((id, consent) -> action.accept(consent));
  }

  /** The consents of a person, in any status, oldest first. */
  public List<Consent> consents(String subject) {
    return people.person(subject).consents();
  }

  /** When a person last said no to a recipient's purpose, under any of their tokens. */
  public OptionalLong lastRefusal(String subject, String recipient, String purpose) {
    return tokensOf(subject).stream()
        .flatMap(token -> people.person(token).refusals().stream())
        .filter(no -> no.recipient().equals(recipient) && no.purpose().equals(purpose))
        .mapToLong(Refusal::recordedMillis)
        .max();
  }

  /** Whether the person froze everything under this token. */
  public boolean isFrozen(String subject) {
    return !people.person(subject).freezes().isEmpty();
  }

  /** The event of a freeze that is not lifted. */
  public Optional<String> freeze(String subject) {
    return people.person(subject).freezes().stream().sorted().findFirst();
  }

  /** The erasures begun under this token. */
  public List<Erasure> erasures(String subject) {
    return people.person(subject).erasures();
  }

  /** This token and every other that stands for the same person. */
  public SortedSet<String> tokensOf(String subject) {
    if (people.person(subject).links().isEmpty()) {
      return new TreeSet<>(Set.of(subject));
    }
    SortedSet<String> found = new TreeSet<>();
    TreeSet<String> open = new TreeSet<>(List.of(subject));
    while (!open.isEmpty()) {
      String token = open.first();
      open.remove(token);
      if (found.add(token)) {
        open.addAll(people.person(token).links().values());
      }
    }
    return found;
  }

  /** A release, by its event. */
  public Optional<Release> release(String event) {
    return Optional.ofNullable(exchange.releases().get(LogId.of(event)));
  }

  /**
   * The releases of a product about a person that carry a fee, whether it stands or not, the oldest
   * first; each is looked up when it is asked for.
   */
  public Stream<Release> charges(String bureau, String lender, String subject, String product) {
    LogId key = Exchange.chargeKey(bureau, lender, subject, product);
    return Arrays.stream(Exchange.events(exchange.charges(), key))
        .map(event -> exchange.releases().get(event))
        .filter(Objects::nonNull);
  }

  /** The releases that rested on a consent, the oldest first. */
  public List<Release> releasesUnder(String consent) {
    return releases(Exchange.events(exchange.underConsent(), LogId.of(consent)));
  }

  /**
   * What one party has released to another in a step, in the order of the log. Looks through all
   * releases: for what is asked once in a long while.
   */
  public List<Release> releases(String step, String from, String to) {
    SortedMap<Long, Release> found = new TreeMap<>();
    exchange
        .releases()
        .forEach(
            (event, release) -> {
              boolean between = release.from().equals(from) && release.to().equals(to);
              if (between && release.step().equals(step)) {
                found.put(release.index(), release);
              }
            });
    return List.copyOf(found.values());
  }

  /**
   * What was made of these releases, at any remove, in the order of the log. Found by their
   * consents, since whatever is made of a release rests on its consents too.
   */
  public List<Release> madeFrom(Collection<String> events) {
    Set<LogId> line = new HashSet<>();
    SortedMap<Long, Release> candidates = new TreeMap<>();
    for (String event : events) {
      line.add(LogId.of(event));
      release(event).stream()
          .flatMap(root -> Arrays.stream(root.consentKeys()))
          .flatMap(id -> releases(Exchange.events(exchange.underConsent(), id)).stream())
          .forEach(release -> candidates.put(release.index(), release));
    }
    List<Release> found = new ArrayList<>();
    for (Release candidate : candidates.values()) {
      // What it was made from stands before it in the log.
      if (Arrays.stream(candidate.parentKeys()).anyMatch(line::contains)) {
        line.add(candidate.key());
        found.add(candidate);
      }
    }
    return found;
  }

  private List<Release> releases(LogId[] events) {
    List<Release> found = new ArrayList<>();
    for (LogId event : events) {
      Release release = exchange.releases().get(event);
      if (release != null) {
        found.add(release);
      }
    }
    return found;
  }

  /** A loan, line or guarantee, by the id under which it was reported. */
  public Optional<Loan> loan(String id) {
    return Optional.ofNullable(exchange.loans().get(LogId.of(id)));
  }

  /** How often a consent was used in all. */
  public long uses(String consent) {
    return exchange.uses().getOrDefault(LogId.of(consent), Uses.NONE).total();
  }

  /** How often a consent was used from a time on. */
  public long usesSince(String consent, long fromMillis) {
    return exchange.uses().getOrDefault(LogId.of(consent), Uses.NONE).since(fromMillis);
  }

  /** Every activation of a pack of a family, in the order of the log. */
  public List<PackActivation> packs(String family) {
    return registry.packs().getOrDefault(family, TreePVector.empty());
  }

  /** Every activation of a pack of any family. */
  public List<PackActivation> packs() {
    return registry.packs().values().stream().flatMap(List::stream).toList();
  }

  /** The pack that decides at a time: the latest whose instant has come. */
  public Optional<PackActivation> activePack(String family, long millis) {
    PackActivation latest = null;
    for (PackActivation pack : packs(family)) {
      boolean begun = pack.effectiveFromMillis() <= millis;
      if (begun && (latest == null || pack.effectiveFromMillis() >= latest.effectiveFromMillis())) {
        latest = pack;
      }
    }
    return Optional.ofNullable(latest);
  }

  /** When the next pack takes over, if one is activated. */
  public OptionalLong nextPackAfter(String family, long millis) {
    long next = Long.MAX_VALUE;
    for (PackActivation pack : packs(family)) {
      long from = pack.effectiveFromMillis();
      next = from > millis ? Math.min(next, from) : next;
    }
    return next == Long.MAX_VALUE ? OptionalLong.empty() : OptionalLong.of(next);
  }
}
