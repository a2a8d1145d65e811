package dev.tallystick.audit.cosigning;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.tlog.CosignerKey;
import dev.tallystick.tlog.Ed25519Key;
import dev.tallystick.tlog.VerifierKey;
import dev.tallystick.tlog.Witness;
import dev.tallystick.tlog.WitnessAnswer;
import dev.tallystick.tlog.WitnessState;
import dev.tallystick.tlog.WitnessStore;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A witness in this process, which conforms unless a test makes it misbehave. */
public final class TestWitness implements AutoCloseable {
  /** What it does instead of what it should. */
  public interface Misbehaviour {
    /** Answers in place of the witness. */
    void answer(HttpExchange exchange, WitnessAnswer honest)
        throws IOException, InterruptedException;
  }

  private final String name;
  private final CosignerKey key;
  private final HttpServer server;
  private final Map<String, WitnessState> states = new ConcurrentHashMap<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile @Nullable Witness witness;
  private volatile @Nullable Misbehaviour misbehaviour;

  /** A witness of this name in policies; it knows no log yet. */
  public TestWitness(String name) throws IOException {
    this.name = name;
    byte[] seed = new byte[Ed25519Key.SEED_SIZE];
    Arrays.fill(seed, (byte) name.hashCode());
    this.key = CosignerKey.fromSeed(name + ".example/witness", seed);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext("/add-checkpoint", this::handle);
    server.start();
  }

  /** Makes it know a log, by each of these keys of it. */
  public void know(VerifierKey... log) {
    witness =
        new Witness(
            key.cosigner(),
            List.of(log),
            new Memory(states),
            () -> System.currentTimeMillis() / 1000);
  }

  /** What it does from now on; null for what it should. */
  public void misbehave(@Nullable Misbehaviour next) {
    misbehaviour = next;
  }

  /** How often it was asked. */
  public int requests() {
    return requests.get();
  }

  /** The size that it has cosigned last. */
  public long size(String origin) {
    WitnessState state = states.get(origin);
    return state == null ? 0 : state.size();
  }

  /** Its verifier key. */
  public VerifierKey key() {
    return key.verifierKey();
  }

  /** Its line in a policy. */
  public String line() {
    return "witness %s %s %s\n".formatted(name, key(), url());
  }

  /** Its address. */
  public String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    requests.incrementAndGet();
    byte[] request = exchange.getRequestBody().readAllBytes();
    Witness known = witness;
    WitnessAnswer honest =
        known == null
            ? new WitnessAnswer(404, "text/plain", "no log is known here\n")
            : known.addCheckpoint(request);
    Misbehaviour instead = misbehaviour;
    try (exchange) {
      if (instead == null) {
        send(exchange, honest);
      } else {
        instead.answer(exchange, honest);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends an answer as HTTP carries it. */
  public static void send(HttpExchange exchange, WitnessAnswer answer) throws IOException {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.contentType());
    exchange.sendResponseHeaders(answer.status(), body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private record Memory(Map<String, WitnessState> states) implements WitnessStore {
    @Override
    public WitnessState latest(String origin) {
      return states.computeIfAbsent(origin, WitnessState::nothingOf);
    }

    @Override
    public boolean replace(WitnessState expected, WitnessState next) {
      return states.replace(expected.origin(), expected, next);
    }
  }
}
