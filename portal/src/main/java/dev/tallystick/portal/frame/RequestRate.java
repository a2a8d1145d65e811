package dev.tallystick.portal.frame;

import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many pages one address gets in a minute, counted in this replica alone: a stranger who asks
 * for more is kept from the services behind. What a person may do the services count themselves.
 */
@Singleton
final class RequestRate {
  private static final long MINUTE = 60_000;

  /** More addresses than this in a minute share one count. */
  private static final int MOST_ADDRESSES = 100_000;

  private static final String OTHERS = "";
  private static final int IPV6_BYTES = 16;
  private static final int NETWORK_BYTES = 8;

  private final int limit;
  private final Clock clock;
  private volatile Window window = new Window(0, new ConcurrentHashMap<>());

  private record Window(long minute, Map<String, AtomicInteger> counts) {}

  RequestRate(PortalSettings settings, Clock clock) {
    this.limit = settings.requestsPerMinute();
    this.clock = clock;
  }

  /** Takes one request of an address; false if it has had as many as it gets in this minute. */
  boolean take(String address) {
    Map<String, AtomicInteger> counts = current().counts();
    String holder = network(address);
    if (counts.size() >= MOST_ADDRESSES && !counts.containsKey(holder)) {
      holder = OTHERS;
    }
    return counts.computeIfAbsent(holder, any -> new AtomicInteger()).incrementAndGet() <= limit;
  }

  /** In how many seconds the next minute begins. */
  long secondsLeft() {
    return 1 + (MINUTE - Math.floorMod(clock.millis(), MINUTE)) / 1000;
  }

  private Window current() {
    long minute = Math.floorDiv(clock.millis(), MINUTE);
    Window now = window;
    if (now.minute() != minute) {
      synchronized (this) {
        if (window.minute() != minute) {
          window = new Window(minute, new ConcurrentHashMap<>());
        }
        now = window;
      }
    }
    return now;
  }

  /** An IPv4 address; of an IPv6 address its /64, which one household has all of. */
  private static String network(String address) {
    try {
      byte[] bytes = InetAddress.getByName(address).getAddress();
      return bytes.length == IPV6_BYTES
          ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
          : address;
    } catch (UnknownHostException e) {
      return address;
    }
  }
}
