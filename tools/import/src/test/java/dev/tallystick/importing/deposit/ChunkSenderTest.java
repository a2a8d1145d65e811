package dev.tallystick.importing.deposit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.party.AccessTokens;
import dev.tallystick.party.ApiClient;
import dev.tallystick.party.Deposit;
import dev.tallystick.party.RefusedException;
import dev.tallystick.tlog.Hash;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ChunkSenderTest {
  private static final int LINES = 12_000;

  /** Keeps what is deposited as the vault does: at each place once. */
  private static final class Vault implements Depositor {
    private final List<JsonObject> logged = new ArrayList<>();
    private final Deque<IOException> before = new ArrayDeque<>();
    private final Deque<IOException> after = new ArrayDeque<>();
    private CountDownLatch gate = new CountDownLatch(0);
    private int calls;

    @Override
    public Deposit deposit(long offset, List<JsonObject> lines)
        throws IOException, InterruptedException {
      gate.await();
      calls++;
      fail(before);
      if (offset == logged.size()) {
        logged.addAll(lines);
      } else {
        assertThat(logged.subList((int) offset, (int) offset + lines.size())).isEqualTo(lines);
      }
      fail(after);
      return new Deposit(
          "chk", lines.size(), Hash.sha256(), List.of(), 0, List.of(), Optional.empty());
    }

    private static void fail(Deque<IOException> failures) throws IOException {
      if (!failures.isEmpty()) {
        throw failures.removeFirst();
      }
    }

    @Override
    public long logged() {
      return logged.size();
    }
  }

  private final Vault vault = new Vault();

  private static JsonObject line(int number) {
    return JsonObject.builder().put("n", number).build();
  }

  private Deposited send(int lines) throws IOException, InterruptedException, RefusedException {
    try (ChunkSender sender = new ChunkSender(vault, Duration.ZERO)) {
      for (int i = 0; i < lines; i++) {
        sender.take(line(i), 1, 0);
      }
      return sender.finish();
    }
  }

  @Test
  void lines_areDepositedInOrderAndInChunks() throws Exception {
    Deposited deposited = send(LINES);

    assertThat(deposited.stored()).isEqualTo(LINES);
    assertThat(deposited.chunks()).isEqualTo(3);
    assertThat(vault.logged).hasSize(LINES).startsWith(line(0)).endsWith(line(LINES - 1));
  }

  @Test
  void aSecondRun_goesOnWhereTheFirstHasEnded() throws Exception {
    send(5_000);
    vault.calls = 0;

    Deposited deposited = send(LINES);
    Deposited again = send(LINES);

    assertThat(deposited.earlier()).isEqualTo(5_000);
    assertThat(deposited.stored()).isEqualTo(LINES - 5_000);
    assertThat(again.earlier()).isEqualTo(LINES);
    assertThat(again.chunks()).isZero();
    assertThat(vault.logged).hasSize(LINES).endsWith(line(LINES - 1));
    assertThat(vault.calls).isEqualTo(2);
  }

  @Test
  void aLostAnswer_isAskedForAgainAtTheSamePlace() throws Exception {
    vault.after.add(new IOException("reset"));
    vault.before.add(new IOException("refused"));

    send(LINES);

    assertThat(vault.logged).hasSize(LINES);
    assertThat(vault.calls).isEqualTo(5);
  }

  @Test
  @Timeout(30)
  void theNextChunk_isGatheredWhileOneIsOnItsWay() throws Exception {
    vault.gate = new CountDownLatch(1);

    try (ChunkSender sender = new ChunkSender(vault, Duration.ZERO)) {
      for (int i = 0; i < 9_999; i++) {
        sender.take(line(i), 1, 0);
      }
      assertThat(vault.logged).isEmpty();
      vault.gate.countDown();

      assertThat(sender.finish().stored()).isEqualTo(9_999);
    }
    assertThat(vault.logged).hasSize(9_999).endsWith(line(9_998));
  }

  @Test
  void aServiceThatStaysAway_endsTheImport() {
    for (int i = 0; i < 8; i++) {
      vault.before.add(new IOException("away"));
    }

    assertThatThrownBy(() -> send(1)).hasMessage("away");
    assertThat(vault.logged).isEmpty();
  }

  @Test
  void aVaultThatWantsToBeLeftAloneForAnHour_endsTheImportAndSaysSo() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    AtomicInteger calls = new AtomicInteger();
    server.createContext(
        "/",
        exchange -> {
          calls.incrementAndGet();
          exchange.getResponseHeaders().set("Retry-After", "3600");
          exchange.sendResponseHeaders(503, -1);
          exchange.close();
        });
    server.start();
    URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    ApiClient api = new ApiClient(HttpClient.newHttpClient(), AccessTokens.of("t"));
    Depositor busy =
        new Depositor() {
          @Override
          public Deposit deposit(long offset, List<JsonObject> lines)
              throws RefusedException, IOException, InterruptedException {
            api.get(uri);
            throw new AssertionError("the vault is busy");
          }

          @Override
          public long logged() {
            return 0;
          }
        };
    try (ChunkSender sender = new ChunkSender(busy, Duration.ZERO)) {
      sender.take(line(0), 1, 0);

      assertThatThrownBy(sender::finish).hasMessageContaining("again in 3600 s");
      assertThat(calls).hasValue(1);
    } finally {
      server.stop(0);
    }
  }
}
