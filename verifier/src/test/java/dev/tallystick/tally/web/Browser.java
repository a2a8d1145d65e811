package dev.tallystick.tally.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** A browser without a window that opens one page of ours and waits for what it posts back. */
public final class Browser {
  public static final String PROGRAM = "/usr/bin/chromium";

  private static final long SECONDS = 90;
  private static final Path PROFILES = Path.of("target", "profiles");
  private static final Path MODULE =
      Path.of(System.getProperty("tallystick.root", ".."), "verifier").toAbsolutePath();
  private static final Map<String, Path> FOLDERS =
      Map.of("web", MODULE.resolve("web"), "test", MODULE.resolve("src/test/web"));
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "mjs", "text/javascript; charset=utf-8",
          "json", "application/json");

  private final CompletableFuture<String> result = new CompletableFuture<>();
  private final Path corpus;

  private Browser(Path corpus) {
    this.corpus = corpus;
  }

  public static boolean isInstalled() {
    return Files.isExecutable(Path.of(PROGRAM));
  }

  /** Opens the page, served beside the module and the corpus, and returns what it posts. */
  public static String run(Path corpus, String page) throws IOException, InterruptedException {
    Browser browser = new Browser(corpus);
    InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    HttpServer server = HttpServer.create(local, 0);
    server.createContext("/", browser::serve);
    server.start();
    // Not in the folder of the test: a browser leaves links there that lead out of it.
    Path profile = Files.createTempDirectory(Files.createDirectories(PROFILES), "chromium");
    Process process =
        new ProcessBuilder(
                PROGRAM,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--user-data-dir=" + profile.toAbsolutePath(),
                "http://127.0.0.1:" + server.getAddress().getPort() + page)
            .redirectErrorStream(true)
            .redirectOutput(corpus.resolve("browser.log").toFile())
            .start();
    try {
      return browser.result.get(SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(Files.readString(corpus.resolve("browser.log")), e);
    } finally {
      end(process);
      delete(profile);
      server.stop(0);
    }
  }

  /** Asks it to end, so that it tidies up behind itself; otherwise makes it. */
  private static void end(Process process) throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  /** A child of the browser may still be deleting there itself. */
  private static void delete(Path profile) {
    await()
        .atMost(60, TimeUnit.SECONDS)
        .ignoreExceptionsMatching(
            e -> e instanceof IOException || e instanceof UncheckedIOException)
        .until(
            () -> {
              try (Stream<Path> files = Files.walk(profile)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                  Files.deleteIfExists(file);
                }
              }
              return true;
            });
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      if (path.equals("/result")) {
        result.complete(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
        exchange.sendResponseHeaders(204, -1);
        return;
      }
      Path file = locate(path);
      if (!Files.isRegularFile(file)) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      byte[] bytes = Files.readAllBytes(file);
      String ending = path.substring(path.lastIndexOf('.') + 1);
      String type = TYPES.getOrDefault(ending, "application/octet-stream");
      exchange.getResponseHeaders().set("Content-Type", type);
      exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  private Path locate(String path) {
    String[] parts = path.substring(1).split("/", 2);
    String name = parts.length < 2 ? "" : parts[1];
    return name.contains("/") ? Path.of("") : FOLDERS.getOrDefault(parts[0], corpus).resolve(name);
  }
}
