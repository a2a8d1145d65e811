package dev.tallystick.vault.alert;

import dev.tallystick.vault.VaultConfig;
import dev.tallystick.vault.alert.WebhookException.Reason;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that strangers have chosen. A name is resolved once, what it leads to is
 * judged, and the connection goes to that very address: a name that leads elsewhere a moment later
 * leads nowhere. Redirects are answers like any other. Thread-safe.
 */
@Singleton
@Startup // So that the service does not start with blocks that are none.
final class WebhookClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Resolver resolver;
  private final SSLSocketFactory tls;
  private final boolean isLoopbackAllowed;
  private final List<AddressBlock> neverTo;
  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
          });

  @Inject
  WebhookClient(VaultConfig.Alerts config) {
    this(
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        config.webhooksOnLoopback(),
        config.webhooksNeverTo().orElse(List.of()),
        PATIENCE);
  }

  /**
   * As above.
   *
   * @param neverTo blocks of addresses in the notation of CIDR
   */
  WebhookClient(
      Resolver resolver,
      SSLSocketFactory tls,
      boolean isLoopbackAllowed,
      List<String> neverTo,
      Duration patience) {
    this.neverTo = neverTo.stream().map(WebhookClient::block).toList();
    this.resolver = resolver;
    this.tls = tls;
    this.isLoopbackAllowed = isLoopbackAllowed;
    this.patience = patience;
  }

  private static AddressBlock block(String cidr) {
    return AddressBlock.parse(cidr)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "tallystick.alerts.webhooks-never-to: %s is no block of addresses"
                        .formatted(cidr)));
  }

  /** Finds the addresses that a name leads to. */
  interface Resolver {
    InetAddress[] resolve(String name) throws UnknownHostException;
  }

  /**
   * Posts a JSON body.
   *
   * @return the answer, of whatever status
   * @throws WebhookException if there is none in time, or it is not to be asked
   */
  WebhookReply post(URI to, Map<String, String> headers, byte[] body) throws WebhookException {
    WebhookUrl url =
        WebhookUrl.parse(to.toString(), isLoopbackAllowed)
            .orElseThrow(() -> new WebhookException(Reason.NOT_TRUSTED));
    WebhookCall call = new WebhookCall(url, tls, patience);
    Future<WebhookReply> answer = threads.submit(() -> call.post(choose(url), headers, body));
    try {
      return answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new WebhookException(Reason.TOO_SLOW);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebhookException(Reason.NO_ANSWER);
    } finally {
      // Whoever drips its answer holds the thread until its connection is gone.
      call.close();
    }
  }

  /** One address, if all that the name leads to may be talked to. */
  private InetAddress choose(WebhookUrl url) throws WebhookException, UnknownHostException {
    InetAddress[] found = resolver.resolve(url.name());
    for (InetAddress address : found) {
      if (neverTo.stream().anyMatch(block -> block.holds(address))
          || !url.mayLeadTo(address, isLoopbackAllowed)) {
        throw new WebhookException(Reason.NOT_PUBLIC);
      }
    }
    if (found.length == 0) {
      throw new WebhookException(Reason.NO_ANSWER);
    }
    return found[0];
  }

  private static WebhookException failure(@Nullable Throwable cause) {
    if (cause instanceof WebhookException known) {
      return known;
    }
    if (cause instanceof SSLException) {
      return new WebhookException(Reason.NOT_TRUSTED);
    }
    if (cause instanceof IOException) {
      return new WebhookException(Reason.NO_ANSWER);
    }
    return new WebhookException(Reason.MALFORMED);
  }

  @PreDestroy
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
