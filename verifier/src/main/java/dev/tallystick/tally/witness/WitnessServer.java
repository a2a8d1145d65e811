package dev.tallystick.tally.witness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.tlog.AddCheckpoint;
import dev.tallystick.tlog.Witness;
import dev.tallystick.tlog.WitnessAnswer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code POST /add-checkpoint} until the witness's store fails: what it remembers is then
 * unknown, and only a new start, which reads it again, can go on.
 *
 * <p>Plain HTTP; TLS belongs to a proxy in front of it. Bodies are bounded and so is the time for
 * one request.
 */
public final class WitnessServer implements AutoCloseable {
  private static final String PATH = "/add-checkpoint";
  private static final String TEXT = "text/plain; charset=utf-8";
  private static final int THREADS = 8;
  private static final int QUEUED = 64;
  private static final int SECONDS_PER_REQUEST = 30;
  private static final int SECONDS_TO_ANSWER = 10;

  private final HttpServer server;
  private final ExecutorService threads;
  private final Witness witness;
  private final PrintWriter err;
  private final CountDownLatch failed = new CountDownLatch(1);
  private volatile @Nullable IOException failure;

  private WitnessServer(InetSocketAddress address, Witness witness, PrintWriter err)
      throws IOException {
    limitRequests();
    this.witness = witness;
    this.err = err;
    this.server = HttpServer.create(address, 0);
    // A full queue holds up the thread that accepts, and thereby those who ask.
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(QUEUED),
            new ThreadPoolExecutor.CallerRunsPolicy());
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /**
   * Begins to serve.
   *
   * @param listen the address, as host:port; port 0 is any that is free
   * @param err where refusals that may show a log's misconduct are noted
   * @throws IllegalArgumentException if that is not an address
   * @throws IOException if it cannot be listened on
   */
  public static WitnessServer start(String listen, Witness witness, PrintWriter err)
      throws IOException {
    return new WitnessServer(address(listen), witness, err);
  }

  private static InetSocketAddress address(String listen) {
    int colon = listen.lastIndexOf(':');
    String host = colon < 0 ? "" : listen.substring(0, colon).replaceAll("^\\[|\\]$", "");
    String port = listen.substring(colon + 1);
    boolean isNumber =
        port.length() <= 5 && !port.isEmpty() && port.chars().allMatch(c -> c >= '0' && c <= '9');
    int number = isNumber ? Integer.parseInt(port) : -1;
    if (host.isEmpty() || number < 0 || number > 65_535) {
      throw new IllegalArgumentException(listen + ": not an address of the form host:port");
    }
    return new InetSocketAddress(host, number);
  }

  /** The JDK's server takes these from properties alone, and waits for ever without them. */
  private static void limitRequests() {
    String seconds = Integer.toString(SECONDS_PER_REQUEST);
    System.setProperty("sun.net.httpserver.maxReqTime", seconds);
    System.setProperty("sun.net.httpserver.maxRspTime", seconds);
    System.setProperty("sun.net.httpserver.nodelay", "true");
  }

  /** The address of this server, to which logs add {@code /add-checkpoint}. */
  public String url() {
    InetSocketAddress address = server.getAddress();
    String host = address.getAddress().getHostAddress();
    return "http://%s:%d"
        .formatted(host.contains(":") ? "[" + host + "]" : host, address.getPort());
  }

  /**
   * Waits until this server cannot go on.
   *
   * @return why
   */
  public IOException awaitFailure() throws InterruptedException {
    failed.await();
    IOException reason = failure;
    return reason == null ? new IOException("unknown") : reason;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (!exchange.getRequestURI().getPath().equals(PATH)) {
        answer(exchange, new WitnessAnswer(404, TEXT, "no such path; there is " + PATH + "\n"));
      } else if (!exchange.getRequestMethod().equals("POST")) {
        exchange.getResponseHeaders().set("Allow", "POST");
        answer(exchange, new WitnessAnswer(405, TEXT, "only POST\n"));
      } else {
        byte[] body = exchange.getRequestBody().readNBytes(AddCheckpoint.MAX_SIZE + 1);
        answer(exchange, judge(body));
      }
    } finally {
      if (failure != null) {
        failed.countDown();
      }
    }
  }

  private WitnessAnswer judge(byte[] body) {
    if (body.length > AddCheckpoint.MAX_SIZE) {
      return new WitnessAnswer(
          413, TEXT, "longer than %d bytes\n".formatted(AddCheckpoint.MAX_SIZE));
    }
    try {
      WitnessAnswer answer = witness.addCheckpoint(body);
      if (answer.status() == 422) {
        // Signed by the log, and not consistent: a mistake, or what witnesses are there for.
        err.println("witness: 422 " + answer.body().strip());
        err.flush();
      }
      return answer;
    } catch (IOException e) {
      failure = e;
      return new WitnessAnswer(503, TEXT, "the witness cannot keep what it cosigns\n");
    }
  }

  private static void answer(HttpExchange exchange, WitnessAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    if (answer.status() == 413) {
      exchange.getResponseHeaders().set("Connection", "close");
    }
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  /**
   * Stops as soon as the requests in hand are answered, which it waits {@value #SECONDS_TO_ANSWER}
   * s for at most; whoever asks meanwhile is cut off. What has been answered is durable.
   */
  @Override
  public void close() {
    // First the threads: the end of the server cuts every connection, in the middle of an answer.
    threads.shutdown();
    boolean interrupted = Thread.interrupted();
    try {
      if (!threads.awaitTermination(SECONDS_TO_ANSWER, TimeUnit.SECONDS)) {
        err.println("witness: ends with a request that is not answered");
        err.flush();
      }
    } catch (InterruptedException e) {
      interrupted = true;
    }
    server.stop(0);
    threads.shutdownNow();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
