package dev.tallystick.vault.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.Vertx;
import io.vertx.ext.mail.MailConfig;
import io.vertx.ext.mail.MailMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class MailConnectionTest {
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private static void send(MailConnection connection) {
    try {
      connection.send(
          new MailMessage()
              .setFrom("alerts@tallystick.example")
              .setTo("mei@post.example")
              .setSubject("s")
              .setText("t"));
    } catch (Exception e) {
      throw new CompletionException(e);
    }
  }

  /** As many as the library has connections by default: each hangs, and none keeps its place. */
  @Test
  void serverThatStopsAnswering_isCutOff_andTheNextOneIsReached() throws Exception {
    int many = MailConfig.DEFAULT_MAX_POOL_SIZE;
    List<Socket> held = new CopyOnWriteArrayList<>();
    Vertx vertx = Vertx.vertx();
    ServerSocket silent = new ServerSocket(0, many, HERE);
    int port = silent.getLocalPort();
    MailConnection connection =
        new MailConnection(
            vertx,
            new SmallRyeConfigBuilder()
                .withSources(
                    new PropertiesConfigSource(
                        Map.of(
                            "quarkus.mailer.host",
                            "127.0.0.1",
                            "quarkus.mailer.port",
                            Integer.toString(port)),
                        "test",
                        100))
                .build(),
            Duration.ofSeconds(3));
    ExecutorService threads = Executors.newFixedThreadPool(many + 1);
    try {
      var unused = threads.submit(() -> takeAll(silent, held));
      List<CompletableFuture<Void>> sent = new ArrayList<>();
      for (int i = 0; i < many; i++) {
        sent.add(CompletableFuture.runAsync(() -> send(connection), threads));
      }
      for (CompletableFuture<Void> each : sent) {
        assertThatThrownBy(each::join).isInstanceOf(CompletionException.class);
      }
      assertThat(held).hasSize(many);
      silent.close();
      GreenMail next = new GreenMail(new ServerSetup(port, "127.0.0.1", "smtp"));
      next.start();
      try {
        // More than one, for none may miss the greeting.
        for (int i = 0; i < 100; i++) {
          send(connection);
        }
        assertThat(next.getReceivedMessages()).hasSize(100);
      } finally {
        next.stop();
      }
    } finally {
      silent.close();
      threads.shutdownNow();
      vertx.close();
      for (Socket socket : held) {
        socket.close();
      }
    }
  }

  private static void takeAll(ServerSocket silent, List<Socket> held) {
    try {
      while (true) {
        held.add(silent.accept());
      }
    } catch (IOException e) {
      // The test goes on to the next server.
    }
  }
}
