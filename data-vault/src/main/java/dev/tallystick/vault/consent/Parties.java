package dev.tallystick.vault.consent;

import dev.tallystick.events.JsonArray;
import dev.tallystick.events.JsonObject;
import dev.tallystick.events.JsonValue;
import dev.tallystick.events.Timestamps;
import dev.tallystick.keys.MalformedKeyException;
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
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/**
 * The registered parties, from consent-service, remembered for ten seconds at most. What a decision
 * rests on goes through guards; this is for the door only.
 */
@Singleton
public final class Parties {
  private static final Duration KEPT = Duration.ofSeconds(10);
  private static final int MOST_KEPT = 10_000;
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

  private final OtherServices services;
  private final Clock clock;
  private final Map<String, Known> known = new ConcurrentHashMap<>();

  private record Known(Optional<Party> party, Instant until) {}

  Parties(OtherServices services, Clock clock) {
    this.services = services;
    this.clock = clock;
  }

  /**
   * The party of this id, if there is one.
   *
   * @throws ConsentProblem if consent-service does not answer
   */
  public Optional<Party> find(String id) {
    if (!ID.matcher(id).matches()) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    Known fresh = known.get(id);
    if (fresh == null || !now.isBefore(fresh.until())) {
      fresh = new Known(ask(id), now.plus(KEPT));
      if (known.size() >= MOST_KEPT) {
        known.clear();
      }
      known.put(id, fresh);
    }
    return fresh.party();
  }

  private Optional<Party> ask(String id) {
    try {
      return Optional.of(parse(services.get("consent").get("/v1/parties/" + id).json()));
    } catch (RemoteProblem e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw new ConsentProblem.Unavailable();
    } catch (ServiceAwayException
        | MalformedKeyException
        | NoSuchElementException
        | ClassCastException e) {
      throw new ConsentProblem.Unavailable();
    }
  }

  private static Party parse(JsonObject json) throws MalformedKeyException {
    List<Party.SigningKey> keys = new ArrayList<>();
    for (JsonValue item : json.findArray("keys").map(JsonArray::items).orElse(List.of())) {
      JsonObject key = (JsonObject) item;
      if (key.getString("use").equals("SIGN")) {
        keys.add(
            new Party.SigningKey(
                PublicJwk.verificationKey(key.getObject("jwk")),
                instant(key, "validFrom"),
                instant(key, "validTo")));
      }
    }
    return new Party(
        json.getString("party"), json.getString("role"), json.getBoolean("suspended"), keys);
  }

  private static Instant instant(JsonObject key, String name) {
    return Instant.ofEpochMilli(Timestamps.parse(key.getString(name)).orElseThrow());
  }
}
