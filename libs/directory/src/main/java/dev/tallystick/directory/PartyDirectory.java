package dev.tallystick.directory;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.type.KeyUse;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.party.document.RegisteredKey;
import dev.tallystick.party.document.RegisteredParty;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import dev.tallystick.producer.ServiceHttp;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/**
 * The registered parties, from consent-service, remembered for ten seconds at most. Blocks;
 * thread-safe.
 */
@Singleton
public final class PartyDirectory {
  private static final Logger LOG = Logger.getLogger(PartyDirectory.class);
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 10_000;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final Supplier<ServiceHttp> consent;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Optional<DirectoryParty> party, Instant until) {}

  @Inject
  PartyDirectory(OtherServices services, Clock clock) {
    this(() -> services.get("consent"), clock);
  }

  PartyDirectory(Supplier<ServiceHttp> consent, Clock clock) {
    this.consent = consent;
    this.clock = clock;
  }

  /**
   * The party of this id, if there is one.
   *
   * @throws ConsentUnavailable if consent-service does not answer
   */
  public Optional<DirectoryParty> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Known fresh = known.get(id);
    return fresh == null || !clock.instant().isBefore(fresh.until()) ? findAnew(id) : fresh.party();
  }

  /**
   * The party as it is now, for a caller who misses something in what is remembered.
   *
   * @throws ConsentUnavailable if consent-service does not answer
   */
  public Optional<DirectoryParty> findAnew(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Known fresh = new Known(ask(id), clock.instant().plus(KEPT));
    if (known.size() >= MOST_KEPT) {
      known.clear();
    }
    known.put(id, fresh);
    return fresh.party();
  }

  private Optional<DirectoryParty> ask(String id) {
    try {
      return Optional.of(parse(consent.get().get("/v1/parties/" + id).json()));
    } catch (RemoteProblem e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      LOG.warnf("consent-service gives no party: %s", e.getMessage());
      throw new ConsentUnavailable();
    } catch (ServiceAwayException
        | MalformedKeyException
        | NoSuchElementException
        | IllegalArgumentException e) {
      LOG.warnf("consent-service gives no party: %s", e.getMessage());
      throw new ConsentUnavailable();
    }
  }

  private static DirectoryParty parse(JsonObject json) throws MalformedKeyException {
    List<DirectoryParty.SigningKey> keys = new ArrayList<>();
    List<DirectoryParty.SealingKey> sealing = new ArrayList<>();
    RegisteredParty answer = RegisteredParty.read(json);
    for (JsonObject each : answer.keys()) {
      RegisteredKey.Partial key = new RegisteredKey.Partial(each);
      String use = key.use().orElseThrow();
      if (use.equals(KeyUse.SIGN.wire())) {
        keys.add(
            new DirectoryParty.SigningKey(
                PublicJwk.verificationKey(key.jwk().orElseThrow()),
                key.validFrom().orElseThrow(),
                key.validTo().orElseThrow()));
      } else if (use.equals(KeyUse.ENCRYPT.wire())) {
        sealing.add(
            new DirectoryParty.SealingKey(
                key.thumbprint().orElseThrow(),
                key.validFrom().orElseThrow(),
                key.validTo().orElseThrow()));
      }
    }
    return new DirectoryParty(
        answer.party(),
        answer.role().orElse(""),
        answer.suspended().orElse(false),
        keys,
        sealing,
        new HashSet<>(answer.agreements()));
  }
}
