package dev.tallystick.events;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.tlog.Hash;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Valid events without end, each another one. */
public final class SampleEvents {
  private static final long MILLIS = 1_731_398_400_000L;

  private final Random random;
  private int count;

  public SampleEvents(long seed) {
    random = new Random(seed);
  }

  public Event next() {
    count++;
    byte[] seed = new byte[Seed.SIZE];
    random.nextBytes(seed);
    JsonObject data =
        JsonObject.builder()
            .put("number", count)
            .put("root", Hash.sha256(seed).hex())
            .put("coveredSize", count)
            .build();
    Body body =
        new Body(
            EventId.draw(MILLIS + count, random),
            "audit-service",
            MILLIS + count,
            Optional.empty(),
            data);
    Stub stub =
        Event.stubFor(
            EventTypes.get("index.root"), body, Map.of("index/root", (long) count), List.of());
    try {
      return Event.of(Seed.copyOf(seed), stub, body, Optional.empty());
    } catch (InvalidEventException e) {
      throw new AssertionError(e);
    }
  }

  public List<Event> next(int howMany) {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < howMany; i++) {
      events.add(next());
    }
    return events;
  }
}
