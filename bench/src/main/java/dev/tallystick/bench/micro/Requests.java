package dev.tallystick.bench.micro;

import dev.tallystick.bench.event.EventFiller;
import dev.tallystick.bench.event.Population;
import dev.tallystick.bench.event.RequestTemplate;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Requests of different events, in a circle. Not thread-safe. */
final class Requests {
  private static final int COUNT = 1_000;

  private final List<byte[]> requests = new ArrayList<>();
  private int next;

  Requests() {
    RequestTemplate template = RequestTemplate.consentGiven();
    EventFiller filler = new EventFiller(template, new Population(COUNT, 1), Clock.systemUTC(), 2);
    for (int i = 0; i < COUNT; i++) {
      ByteBuffer request = ByteBuffer.wrap(template.toByteArray());
      filler.fill(request, 0);
      requests.add(request.array());
    }
  }

  byte[] next() {
    next = (next + 1) % COUNT;
    return requests.get(next);
  }
}
