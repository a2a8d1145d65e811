package dev.tallystick.tally;

import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A web server with the files of a log, which can be told to behave badly. */
public final class LogServer implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Map<String, byte[]> files;
  private final String prefix;
  private final Map<String, Deque<Answer>> planned = new ConcurrentHashMap<>();
  private final Deque<String> requests = new ConcurrentLinkedDeque<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile int leastParallel;

  private record Answer(int status, String header, String value) {}

  private static final Answer HONEST = new Answer(0, "", "");
  private static final Answer HANGING = new Answer(-1, "", "");

  private LogServer(Map<String, byte[]> files, String prefix) throws IOException {
    this.files = files;
    this.prefix = prefix;
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  /** Serves the files under {@code /log/}, as audit-service does. */
  public static LogServer of(Map<String, byte[]> files) throws IOException {
    return new LogServer(files, "/log/");
  }

  /** Serves the files under another path. */
  public static LogServer of(Map<String, byte[]> files, String prefix) throws IOException {
    return new LogServer(files, prefix);
  }

  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Answers the next requests for the file with these status codes, before it is served. */
  public LogServer failing(String path, int... statuses) {
    for (int status : statuses) {
      plan(path, new Answer(status, "", ""));
    }
    return this;
  }

  /** Answers the next request for the file with this status code and header. */
  public LogServer answering(String path, int status, String header, String value) {
    return plan(path, new Answer(status, header, value));
  }

  /** Does not answer the next request for the file as long as it serves. */
  public LogServer hanging(String path) {
    return plan(path, HANGING);
  }

  /** Answers no request for entries before so many requests were open at a time. */
  public LogServer awaitingParallel(int count) {
    leastParallel = count;
    return this;
  }

  private LogServer plan(String path, Answer answer) {
    planned.computeIfAbsent(path, p -> new ArrayDeque<>()).add(answer);
    return this;
  }

  /** The paths that were asked for, in order. */
  public List<String> requests() {
    return List.copyOf(requests);
  }

  /** The most requests that were being answered at a time. */
  public int mostParallel() {
    return mostOpen.get();
  }

  private void handle(HttpExchange exchange) throws IOException {
    mostOpen.accumulateAndGet(open.incrementAndGet(), Math::max);
    try (exchange) {
      String asked = exchange.getRequestURI().getPath();
      String path = asked.startsWith(prefix) ? asked.substring(prefix.length()) : asked;
      requests.add(path);
      if (path.startsWith("tile/entries/")) {
        await().atMost(60, TimeUnit.SECONDS).until(() -> mostOpen.get() >= leastParallel);
      }
      Answer answer = next(path);
      if (answer.equals(HANGING)) {
        closed.await();
        return;
      }
      if (!answer.header().isEmpty()) {
        exchange.getResponseHeaders().add(answer.header(), answer.value());
      }
      byte[] file = files.get(path);
      if (answer.status() != 0) {
        exchange.sendResponseHeaders(answer.status(), -1);
      } else if (file == null) {
        exchange.sendResponseHeaders(404, -1);
      } else {
        exchange.sendResponseHeaders(200, file.length == 0 ? -1 : file.length);
        exchange.getResponseBody().write(file);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.decrementAndGet();
    }
  }

  private Answer next(String path) {
    Deque<Answer> answers = planned.getOrDefault(path, new ArrayDeque<>());
    synchronized (answers) {
      Answer answer = answers.poll();
      return answer == null ? HONEST : answer;
    }
  }

  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
