package dev.tallystick.vault.category;

import dev.tallystick.directory.ConsentUnavailable;
import dev.tallystick.events.document.IllegalMemberException;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.rules.pack.InvalidPackException;
import dev.tallystick.rules.pack.Pack;
import dev.tallystick.rules.pack.PackShelf;
import dev.tallystick.rules.pack.ShippedPacks;
import dev.tallystick.tlog.Hash;
import dev.tallystick.vault.document.ListedPack;
import dev.tallystick.vault.document.ListedPacks;
import dev.tallystick.vault.problem.VaultProblem;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue of the rule pack in force, as consent-service publishes it; asked anew after ten
 * seconds. While it cannot be told which pack is in force, nothing is taken in. Safe for threads.
 */
@Singleton
public final class Catalogues {
  private static final Duration KEPT = Duration.ofSeconds(10);

  private final OtherServices services;
  private final Clock clock;
  private final String family;
  private final Map<Hash, Pack> fetched = new ConcurrentHashMap<>();
  private volatile @Nullable Known known;

  private record Known(Catalogue catalogue, Instant until) {}

  Catalogues(
      OtherServices services,
      Clock clock,
      @ConfigProperty(name = "tallystick.pack.family", defaultValue = "cn") String family) {
    this.services = services;
    this.clock = clock;
    this.family = family;
  }

  /**
   * The catalogue in force.
   *
   * @throws VaultProblem if consent-service does not say which it is
   */
  public Catalogue current() {
    Instant now = clock.instant();
    Known fresh = known;
    if (fresh == null || !now.isBefore(fresh.until())) {
      fresh = new Known(new PackCatalogue(find(inForce(now))), now.plus(KEPT));
      known = fresh;
    }
    return fresh.catalogue();
  }

  private Hash inForce(Instant now) {
    long latest = Long.MIN_VALUE;
    Optional<Hash> digest = Optional.empty();
    try {
      for (ListedPack pack :
          ListedPacks.read(services.get("consent").get("/v1/packs").json()).packs()) {
        long from = activation(pack, now);
        if (pack.family().equals(family) && from > latest) {
          latest = from;
          digest = Optional.of(pack.digest());
        }
      }
    } catch (RemoteProblem | ServiceAwayException | IllegalMemberException e) {
      throw new ConsentUnavailable();
    }
    return digest.orElseThrow(ConsentUnavailable::new);
  }

  /** The latest instant, not after now, from which the pack decides. */
  private static long activation(ListedPack pack, Instant now) {
    return pack.activations().stream()
        .filter(from -> !from.isAfter(now))
        .mapToLong(Instant::toEpochMilli)
        .max()
        .orElse(Long.MIN_VALUE);
  }

  private Pack find(Hash digest) {
    Optional<Pack> shipped = ShippedPacks.shelf().find(digest);
    return shipped.isPresent() ? shipped.get() : fetched.computeIfAbsent(digest, this::fetch);
  }

  private Pack fetch(Hash digest) {
    try {
      byte[] yaml =
          services.get("consent").get("/v1/packs/" + digest.hex(), "application/yaml").bytes();
      if (!Hash.sha256(yaml).equals(digest)) {
        throw new ConsentUnavailable();
      }
      PackShelf shelf = wanted -> Optional.of(find(wanted));
      return Pack.parse(yaml, shelf);
    } catch (RemoteProblem | ServiceAwayException | InvalidPackException e) {
      throw new ConsentUnavailable();
    }
  }
}
