package dev.tallystick.webhook;

import dev.tallystick.webhook.WebhookException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
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
public final class WebhookClient implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final Resolver resolver;
  private final SSLSocketFactory tls;
  private final WebhookReach reach;
  private final List<AddressBlock> neverTo;
  private final Duration patience;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "webhook");
            thread.setDaemon(true);
            return thread;
          });

  WebhookClient(Resolver resolver, SSLSocketFactory tls, WebhookReach reach, Duration patience) {
    this.neverTo = reach.neverTo().stream().map(WebhookClient::block).toList();
    this.resolver = resolver;
    this.tls = tls;
    this.reach = reach;
    this.patience = patience;
  }

  /** A client by the names and the certificates that this machine believes. */
  public static WebhookClient of(WebhookReach reach) {
    return new WebhookClient(
        InetAddress::getAllByName,
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        reach,
        PATIENCE);
  }

  private static AddressBlock block(String cidr) {
    return AddressBlock.parse(cidr)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "never-to: %s is no block of addresses".formatted(cidr)));
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
  public WebhookReply post(URI to, Map<String, String> headers, byte[] body)
      throws WebhookException {
    WebhookUrl url = parse(to);
    // Whoever drips its answer holds the thread until its connection is gone.
    try (WebhookCall call = new WebhookCall(url, tls, patience)) {
      return inTime(() -> call.post(choose(url), headers, body));
    }
  }

  /**
   * Looks whether a webhook may lead there now, and calls nobody. It is judged again at each call.
   *
   * @throws WebhookException if it may not, or its name leads nowhere
   */
  public void judge(URI to) throws WebhookException {
    WebhookUrl url = parse(to);
    InetAddress unused = inTime(() -> choose(url));
  }

  private WebhookUrl parse(URI to) throws WebhookException {
    return WebhookUrl.parse(to.toString(), reach.isLoopbackAllowed())
        .orElseThrow(() -> new WebhookException(Reason.NOT_TRUSTED));
  }

  private <T> T inTime(Callable<T> work) throws WebhookException {
    Future<T> result = threads.submit(work);
    try {
      return result.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new WebhookException(Reason.TOO_SLOW);
    } catch (ExecutionException e) {
      throw failure(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new WebhookException(Reason.NO_ANSWER);
    }
  }

  /** One address, if all that the name leads to may be talked to. */
  private InetAddress choose(WebhookUrl url) throws WebhookException, UnknownHostException {
    InetAddress[] found = resolver.resolve(url.name());
    boolean isOwn = url.isEncrypted() && reach.isOwn(url.name());
    for (InetAddress address : found) {
      boolean isLetIn = isOwn || url.mayLeadTo(address, reach.isLoopbackAllowed());
      if (!isLetIn || neverTo.stream().anyMatch(block -> block.holds(address))) {
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

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
