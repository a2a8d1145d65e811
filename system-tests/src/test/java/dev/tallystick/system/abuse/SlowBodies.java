package dev.tallystick.system.abuse;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.system.abuse.AbuseCase.Expected;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Bodies of which a byte comes each second, or none after the first, on every operation that takes
 * one, all at the same time; and HTTP/2 where there is no TLS, which carries bodies without saying
 * how long they are.
 */
final class SlowBodies {
  /** A service takes ten seconds to notice, and looks once a second. */
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final int BYTE_EVERY_MILLIS = 1_000;
  private static final int SETTINGS = 4;
  private static final int FRAME_HEAD = 9;

  private final Callers callers;
  private final AbuseReport report;

  SlowBodies(Callers callers, AbuseReport report) {
    this.callers = callers;
    this.report = report;
  }

  /** How a body says where it ends. */
  private enum Framing {
    BY_LENGTH("Content-Length: 900", "{", " "),
    CHUNKED("Transfer-Encoding: chunked", "1\r\n{\r\n", "1\r\n \r\n"),
    STALLED("Content-Length: 900", "{", ""),
    STALLED_IN_A_CHUNK("Transfer-Encoding: chunked", "20\r\n{", ""),
    NEVER_BEGUN("Content-Length: 900", "", "");

    private final String header;
    private final String first;
    private final String more;

    Framing(String header, String first, String more) {
      this.header = header;
      this.first = first;
      this.more = more;
    }
  }

  /** What came of one body. */
  private record Tried(AbuseCase of, int status, Optional<String> flaw) {}

  void tryOut(List<ApiOperation> operations) throws InterruptedException {
    List<Callable<Tried>> bodies = new ArrayList<>();
    Map<String, ApiOperation> services = new TreeMap<>();
    for (ApiOperation operation : operations) {
      services.putIfAbsent(operation.service(), operation);
      if (operation.hasBody()) {
        for (Framing framing : Framing.values()) {
          // Drawn now: many at once must not all ask for it.
          String head = head(operation, framing);
          bodies.add(() -> drip(operation, framing, head));
        }
      }
    }
    ExecutorService threads = Executors.newFixedThreadPool(Math.max(1, bodies.size()));
    try {
      for (Future<Tried> each : threads.invokeAll(bodies)) {
        add(each.get());
      }
    } catch (ExecutionException e) {
      throw new AssertionError("a body could not be sent", e);
    } finally {
      threads.shutdownNow();
    }
    for (ApiOperation any : services.values()) {
      add(prior(any));
      add(upgrade(any));
    }
  }

  private void add(Tried tried) {
    report.add(tried.of(), tried.status(), tried.flaw());
  }

  private String head(ApiOperation operation, Framing framing) {
    String path = operation.path().replaceAll("\\{[^}]+}", "019c0000-0000-7000-8000-00000000abcd");
    String token =
        operation.isPublic()
            ? ""
            : "Authorization: Bearer "
                + callers.token(CallerCases.someRole(operation), operation.service())
                + "\r\n";
    return "%s %s HTTP/1.1\r\nHost: localhost\r\n%sContent-Type: %s\r\n%s: slow-%s\r\n%s\r\n\r\n"
        .formatted(
            operation.method(),
            path,
            token,
            operation.bodyType(),
            Requests.KEY,
            framing,
            framing.header);
  }

  /** Answered with a refusal, and the connection at an end: both before the patience is. */
  private static Tried drip(ApiOperation operation, Framing framing, String head)
      throws IOException {
    AbuseCase what = named(operation, "slow body, " + framing);
    StringBuilder answer = new StringBuilder();
    boolean hasEnded = false;
    try (Socket socket = connect(operation)) {
      socket.setSoTimeout(BYTE_EVERY_MILLIS);
      socket.getOutputStream().write((head + framing.first).getBytes(US_ASCII));
      InputStream in = socket.getInputStream();
      long until = System.nanoTime() + PATIENCE_NANOS;
      byte[] buffer = new byte[4_096];
      while (!hasEnded && System.nanoTime() < until) {
        try {
          int read = in.read(buffer);
          hasEnded = read < 0;
          answer.append(new String(buffer, 0, Math.max(0, read), US_ASCII));
        } catch (SocketTimeoutException nothingYet) {
          socket.getOutputStream().write(framing.more.getBytes(US_ASCII));
        }
      }
    } catch (SocketException closed) {
      hasEnded = true;
    }
    int status = status(answer.toString());
    if (!hasEnded) {
      return new Tried(what, status, Optional.of("its connection is kept"));
    }
    return new Tried(
        what,
        status,
        Expected.REFUSED.allows(status)
            ? Optional.empty()
            : Optional.of("expected a refusal: " + answer));
  }

  private static Tried prior(ApiOperation any) {
    AbuseCase what = named(any, "HTTP/2 by prior knowledge");
    byte[] answer = new byte[0];
    try (Socket socket = connect(any)) {
      socket.setSoTimeout(3 * BYTE_EVERY_MILLIS);
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
      socket.getOutputStream().write(new byte[] {0, 0, 0, SETTINGS, 0, 0, 0, 0, 0});
      answer = socket.getInputStream().readNBytes(FRAME_HEAD);
    } catch (IOException refused) {
      // No answer is a good one.
    }
    boolean speaks = answer.length == FRAME_HEAD && answer[3] == SETTINGS;
    return new Tried(
        what, speaks ? 200 : 400, speaks ? Optional.of("speaks HTTP/2") : Optional.empty());
  }

  private static Tried upgrade(ApiOperation any) {
    AbuseCase what = named(any, "upgrade to HTTP/2");
    String answer = "";
    try (Socket socket = connect(any)) {
      socket.setSoTimeout(3 * BYTE_EVERY_MILLIS);
      socket
          .getOutputStream()
          .write(
              """
              GET /q/health/live HTTP/1.1\r
              Host: localhost\r
              Connection: Upgrade, HTTP2-Settings\r
              Upgrade: h2c\r
              HTTP2-Settings: AAMAAABkAAQAAP__\r
              \r
              """
                  .getBytes(US_ASCII));
      answer = new String(socket.getInputStream().readNBytes("HTTP/1.1 200".length()), US_ASCII);
    } catch (IOException refused) {
      // No answer is a good one.
    }
    boolean speaks = answer.startsWith("HTTP/1.1 101");
    return new Tried(
        what, status(answer), speaks ? Optional.of("goes over to HTTP/2") : Optional.empty());
  }

  private static AbuseCase named(ApiOperation operation, String name) {
    return new AbuseCase(
        operation, name, new Requests(operation).plain().build(), Expected.REFUSED);
  }

  private static Socket connect(ApiOperation operation) throws IOException {
    URI base = URI.create(operation.base());
    return new Socket(base.getHost(), base.getPort());
  }

  private static int status(String answer) {
    return answer.matches("(?s)HTTP/1\\.1 \\d{3}.*")
        ? Integer.parseInt(answer.substring("HTTP/1.1 ".length(), "HTTP/1.1 200".length()))
        : 0;
  }
}
