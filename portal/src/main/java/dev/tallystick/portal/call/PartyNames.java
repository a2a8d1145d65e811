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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * What parties are called, from consent-service, remembered for a minute for all readers: every
 * role may see it. While the service is away the names last heard stand, and an id stands for
 * itself.
 */
@Singleton
public final class PartyNames {
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** A page does not wait for names as it waits for what it is about. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final int PAGE = 200;
  private static final int MOST_PAGES = 25;

  private final Neighbours neighbours;
  private final Clock clock;
  private volatile Known known = new Known(Map.of(), Instant.MIN);

  private record Known(Map<String, String> names, Instant until) {}

  PartyNames(Neighbours neighbours, Clock clock) {
    this.neighbours = neighbours;
    this.clock = clock;
  }

  /** The names, for one page. */
  public CompletableFuture<Names> fetch() {
    Known last = known;
    if (clock.instant().isBefore(last.until())) {
      return CompletableFuture.completedFuture(new Names(last.names()));
    }
    return page("", new HashMap<>(), 1)
        .thenApply(
            found -> {
              if (found.isPresent()) {
                known = new Known(Map.copyOf(found.get()), clock.instant().plus(KEPT));
              }
              return new Names(known.names());
            })
        .completeOnTimeout(new Names(last.names()), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private CompletableFuture<Optional<Map<String, String>>> page(
      String after, Map<String, String> names, int number) {
    String from =
        after.isEmpty() ? "" : "&after=" + URLEncoder.encode(after, StandardCharsets.UTF_8);
    return neighbours
        .get(Neighbour.CONSENT, "/v1/parties?limit=" + PAGE + from)
        .thenCompose(
            reply -> {
              Optional<NamedParties.Partial> page = reply.read(NamedParties.Partial::new).find();
              if (page.isEmpty()) {
                return CompletableFuture.completedFuture(Optional.empty());
              }
              for (NamedParty.Partial party : page.get().parties()) {
                party.party().ifPresent(id -> names.put(id, party.legalName().orElse(id)));
              }
              Optional<String> next = page.get().next();
              return next.isEmpty() || number == MOST_PAGES
                  ? CompletableFuture.completedFuture(Optional.of(names))
                  : page(next.get(), names, number + 1);
            });
  }

  /**
   * Names by id.
   *
   * @param byId what is known
   */
  public record Names(Map<String, String> byId) {
    /** Copies the map. */
    public Names {
      byId = Map.copyOf(byId);
    }

    /** The name of a party, or its id. */
    public String of(String id) {
      return byId.getOrDefault(id, id);
    }
  }
}
