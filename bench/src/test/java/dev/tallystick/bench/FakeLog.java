package dev.tallystick.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.EntryHash;
import dev.tallystick.events.Event;
import dev.tallystick.events.InvalidEventException;
import dev.tallystick.tlog.Checkpoint;
import dev.tallystick.tlog.Frontier;
import dev.tallystick.tlog.Hash;
import dev.tallystick.tlog.Merkle;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import dev.tallystick.tlog.TreeBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/**
 * A log in memory behind the append route, with real proofs; it refuses or lies when told to. A
 * batch of its own for every event.
 */
public final class FakeLog implements AutoCloseable {
  private static final long RECORDED = 1_790_000_000_000L;

  private final SignerKey key = SignerKey.fromSeed("bench.example/log", new byte[32]);
  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private Frontier frontier = Frontier.EMPTY;
  private int refuseEvery = Integer.MAX_VALUE;
  private int lieEvery = Integer.MAX_VALUE;
  private int seen;

  public FakeLog() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/v1/entries", this::append);
    server.start();
  }

  /** Of so many events one is answered with 409. */
  public void refuseEvery(int events) {
    refuseEvery = events;
  }

  /** Of so many events one is answered with a proof for another index. */
  public void lieEvery(int events) {
    lieEvery = events;
  }

  public InetSocketAddress address() {
    return server.getAddress();
  }

  public NoteVerifier verifier() {
    return NoteVerifier.of(key.verifierKey());
  }

  public synchronized long size() {
    return frontier.size();
  }

  private void append(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    boolean lines =
        "application/x-ndjson".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    String answer = body.lines().map(this::answer).collect(Collectors.joining("\n"));
    byte[] bytes = (lines ? answer + "\n" : answer).getBytes(UTF_8);
    int single = answer.startsWith("{\"eventId\"") ? 201 : 409;
    exchange.sendResponseHeaders(lines ? 200 : single, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  private synchronized String answer(String request) {
    seen++;
    if (seen % refuseEvery == 0) {
      return "{\"type\":\"urn:tallystick:problem:guard-moved\",\"status\":409}";
    }
    try {
      Event event = Event.parse(request.getBytes(UTF_8));
      TreeBatch batch = new TreeBatch(frontier);
      long index = batch.add(Merkle.leafHash(EntryHash.entry(RECORDED, event.hashes())));
      frontier = batch.frontier();
      String path =
          batch.inclusionProof(index).path().stream()
              .map(Hash::base64)
              .collect(Collectors.joining("\",\"", "[\"", "\"]"));
      String note =
          SignedNote.sign(
                  new Checkpoint("bench.example/log", batch.size(), batch.root()).body(),
                  key.signer())
              .toString()
              .replace("\n", "\\n");
      return "{\"eventId\":\"%s\",\"index\":%d,\"recordedMillis\":%d,\"inclusionProof\":%s,\"checkpoint\":\"%s\"}"
          .formatted(
              event.id(),
              seen % lieEvery == 0 ? index + 1 : index,
              RECORDED,
              index == 0 ? "[]" : path,
              note);
    } catch (InvalidEventException e) {
      return "{\"status\":422,\"field\":\"" + e.field() + "\"}";
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdown();
  }
}
