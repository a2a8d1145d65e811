package dev.tallystick.portal.call;

import dev.tallystick.tlog.MalformedPolicyException;
import dev.tallystick.tlog.Policy;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The policy by which lists are checked: the one that the log publishes, remembered for a minute.
 * With {@code tallystick.audit.vkey} it counts only if that key is in it: the key comes from
 * elsewhere than the log.
 */
@Singleton
public final class FetchLogPolicy {
  private static final Logger LOG = Logger.getLogger(FetchLogPolicy.class);
  private static final Duration KEPT = Duration.ofMinutes(1);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Neighbours neighbours;
  private final Clock clock;
  private final Optional<String> vkey;
  private volatile Known known = new Known(Optional.empty(), Instant.MIN);

  private record Known(Optional<Published> policy, Instant until) {}

  /**
   * A policy as it was published.
   *
   * @param text the file
   * @param policy what it says
   */
  public record Published(String text, Policy policy) {}

  FetchLogPolicy(
      Neighbours neighbours,
      Clock clock,
      @ConfigProperty(name = "tallystick.audit.vkey") Optional<String> vkey) {
    this.neighbours = neighbours;
    this.clock = clock;
    this.vkey = vkey;
  }

  /** The policy; empty while it cannot be had, or if it is not that of the log that is known. */
  public CompletableFuture<Optional<Published>> fetch() {
    Known last = known;
    if (clock.instant().isBefore(last.until())) {
      return CompletableFuture.completedFuture(last.policy());
    }
    return neighbours
        .getPublic(Neighbour.AUDIT, "/log/policy")
        .thenApply(reply -> reply.text().find().flatMap(this::read))
        .thenApply(this::remember)
        .completeOnTimeout(last.policy(), PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  private Optional<Published> remember(Optional<Published> policy) {
    policy.ifPresent(found -> known = new Known(policy, clock.instant().plus(KEPT)));
    return policy;
  }

  private Optional<Published> read(String text) {
    try {
      Policy policy = Policy.parse(text.getBytes(StandardCharsets.UTF_8));
      if (vkey.isPresent()
          && policy.logs().stream().noneMatch(key -> key.toString().equals(vkey.get()))) {
        LOG.error("The log publishes a policy without the key that is configured");
        return Optional.empty();
      }
      return Optional.of(new Published(text, policy));
    } catch (MalformedPolicyException e) {
      LOG.warnf("The log publishes no policy that can be read: %s", e.getMessage());
      return Optional.empty();
    }
  }
}
