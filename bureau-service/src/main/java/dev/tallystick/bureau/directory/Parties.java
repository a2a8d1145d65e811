package dev.tallystick.bureau.directory;

import dev.tallystick.bureau.tenancy.BureauId;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonValue;
import dev.tallystick.events.Timestamps;
import dev.tallystick.keys.MalformedKeyException;
import dev.tallystick.keys.VerificationKey;
import dev.tallystick.party.PublicJwk;
import dev.tallystick.producer.OtherServices;
import dev.tallystick.producer.RemoteProblem;
import dev.tallystick.producer.ServiceAwayException;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * Asks consent-service for parties and remembers an answer for some seconds: a revoked key is
 * refused that much later here, and at once by the decision, which reads the log.
 */
@Singleton
public final class Parties {
  private static final Logger LOG = Logger.getLogger(Parties.class);
  private static final Duration FRESH = Duration.ofSeconds(10);
  private static final int MAX_KNOWN = 10_000;

  private final OtherServices services;
  private final Clock clock;
  private final ConcurrentHashMap<String, Known> known = new ConcurrentHashMap<>();

  Parties(OtherServices services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * The party of this id.
   *
   * @throws PartyProblem.Unknown if there is none
   * @throws PartyProblem.ConsentUnavailable if that cannot be known
   */
  public Party get(String id) {
    if (!BureauId.isForm(id)) {
      throw new PartyProblem.Unknown();
    }
    Instant now = clock.instant();
    Known remembered = known.get(id);
    if (remembered != null && now.isBefore(remembered.until())) {
      return remembered.party();
    }
    Party asked = ask(id, now);
    if (known.size() >= MAX_KNOWN) {
      known.clear();
    }
    known.put(id, new Known(asked, now.plus(FRESH)));
    return asked;
  }

  private Party ask(String id, Instant now) {
    try {
      return read(services.get("consent").get("/v1/parties/" + id).json(), now);
    } catch (RemoteProblem e) {
      if (e.status() == 404) {
        throw new PartyProblem.Unknown();
      }
      LOG.warnf("consent-service gives no party: %s", e.getMessage());
      throw new PartyProblem.ConsentUnavailable();
    } catch (ServiceAwayException | NoSuchElementException | MalformedKeyException e) {
      LOG.warnf("consent-service gives no party: %s", e.getMessage());
      throw new PartyProblem.ConsentUnavailable();
    }
  }

  private static Party read(JsonObject party, Instant now) throws MalformedKeyException {
    List<VerificationKey> keys = new ArrayList<>();
    if (party.findArray("keys").isPresent()) {
      for (JsonValue item : party.getArray("keys").items()) {
        if (item instanceof JsonObject key
            && key.getString("use").equals("SIGN")
            && isValid(key, now)) {
          keys.add(PublicJwk.verificationKey(key.getObject("jwk")));
        }
      }
    }
    return new Party(
        party.getString("party"),
        party.findString("role").orElse(""),
        party.findBoolean("suspended").orElse(false),
        keys);
  }

  private static boolean isValid(JsonObject key, Instant now) {
    OptionalLong from = Timestamps.parse(key.findString("validFrom").orElse(""));
    OptionalLong to = Timestamps.parse(key.findString("validTo").orElse(""));
    long millis = now.toEpochMilli();
    return from.orElse(Long.MIN_VALUE) <= millis && millis < to.orElse(Long.MAX_VALUE);
  }

  private record Known(Party party, Instant until) {}
}
