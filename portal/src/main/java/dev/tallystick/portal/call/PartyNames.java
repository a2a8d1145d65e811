package dev.tallystick.portal.call;

import dev.tallystick.portal.document.NamedParties;
import dev.tallystick.portal.document.NamedParty;
import jakarta.inject.Singleton;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * What parties are called, from consent-service, remembered for a minute for all readers: every
 * role may see it. While the service is away the names last heard stand, and an id stands for
 * itself.
 */
@Singleton
public final class PartyNames {
  private static final Logger LOG = Logger.getLogger(PartyNames.class);
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A page does not wait for names as it waits for what it is about. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int PAGE = 200;
  private static final int MOST_PAGES = 25;
  private static final String AUTHORITY = "REGULATOR";
  private static final String BUREAU = "BUREAU";

  private final Neighbours neighbours;
  private final Clock clock;
  private volatile Known known = new Known(new Names(Map.of()), Instant.MIN);

  private record Known(Names names, Instant until) {}

  PartyNames(Neighbours neighbours, Clock clock) {
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** The names, for one page. */
  public CompletableFuture<Names> fetch() {
    Known last = known;
    if (clock.instant().isBefore(last.until())) {
      return CompletableFuture.completedFuture(last.names());
    }
    Function<String, CompletableFuture<Reply>> consent = neighbours.readsOf(Neighbour.CONSENT);
    return page(consent, "", Found.nothing(), 1)
        .thenApply(
            found -> {
              if (found.isPresent()) {
                Names heard = found.get().toNames();
                known = new Known(heard, clock.instant().plus(KEPT));
              }
              return known.names();
            })
        .exceptionally(
            failure -> {
              LOG.errorf(failure, "What parties are called cannot be read");
              return last.names();
            })
        .completeOnTimeout(last.names(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** What the pages read so far have told. */
  private record Found(
      Map<String, String> names,
      Map<String, String> contacts,
      Set<String> authorities,
      Set<String> bureaus,
      Set<String> suspended) {
    static Found nothing() {
      return new Found(
          new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>(), new HashSet<>());
    }

    Names toNames() {
      return new Names(names, authorities, contacts, new Bureaus(bureaus, suspended));
    }

    void add(NamedParty.Partial party) {
      Optional<String> who = party.party();
      who.ifPresent(id -> party.contact().ifPresent(contact -> contacts.put(id, contact)));
      who.filter(id -> party.role().filter(BUREAU::equals).isPresent()).ifPresent(bureaus::add);
      who.filter(id -> party.suspended().orElse(false)).ifPresent(suspended::add);
      party.party().ifPresent(id -> names.put(id, party.legalName().orElse(id)));
      party
          .party()
          .filter(id -> party.role().filter(AUTHORITY::equals).isPresent())
          .ifPresent(authorities::add);
    }
  }

  private static CompletableFuture<Optional<Found>> page(
      Function<String, CompletableFuture<Reply>> consent, String after, Found found, int number) {
    String from =
        after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    return consent
        .apply("/v1/parties?limit=" + PAGE + from)
        .thenCompose(
            reply -> {
              Optional<NamedParties.Partial> page = reply.read(NamedParties.Partial::new).find();
              if (page.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              page.get().parties().forEach(found::add);
              Optional<String> next = page.get().next();
              return next.isEmpty() || number == MOST_PAGES
                  ? CompletableFuture.completedFuture(Optional.of(found))
                  : page(consent, next.get(), found, number + 1);
            });
  }

  /**
   * The bureaus.
   *
   * @param ids all of them
   * @param suspended the parties that are suspended, bureaus and others
   */
  public record Bureaus(Set<String> ids, Set<String> suspended) {
    static final Bureaus NONE = new Bureaus(Set.of(), Set.of());

    /** Copies the collections. */
    public Bureaus {
      ids = Set.copyOf(ids);
      suspended = Set.copyOf(suspended);
    }

    /** Those that a consent can go to, by id. */
    public SortedSet<String> open() {
      SortedSet<String> open = new TreeSet<>(ids);
      open.removeAll(suspended);
      return open;
    }
  }

  /**
   * Names by id.
   *
   * @param byId what is known
   * @param authorities the ids of those whom one can complain to
   * @param contacts where parties are reached, by id
   */
  public record Names(
      Map<String, String> byId,
      Set<String> authorities,
      Map<String, String> contacts,
      Bureaus bureaus) {
    /** Copies the collections. */
    public Names {
      byId = Map.copyOf(byId);
      authorities = Set.copyOf(authorities);
      contacts = Map.copyOf(contacts);
    }

    /** Names of parties of which nothing else is known. */
    public Names(Map<String, String> byId) {
      this(byId, Set.of(), Map.of(), Bureaus.NONE);
    }

    /** The name of a party, or its id. */
    public String of(String id) {
      return byId.getOrDefault(id, id);
    }
  }
}
