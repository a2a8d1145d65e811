package dev.tallystick.problem;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that arrive too slowly or say nothing of their size, by HTTP/1.1 and by HTTP/2. */
@QuarkusTest
@WithTestResource(Tokens.class)
class BodyWatchTest {
  private static final int PATIENCE_SECONDS = 30;

  @Inject Vertx vertx;

  /** A body of 900 bytes of which some have come, and the rest does not. */
  private static Socket begin(String path, String framing, String some) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
    OutputStream out = socket.getOutputStream();
    out.write(
        "POST %s HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n%s\r\n\r\n%s"
            .formatted(path, framing, some)
            .getBytes(US_ASCII));
    return socket;
  }

  private static List<String> answer(Socket socket) throws IOException {
    List<String> lines = new ArrayList<>();
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      lines.add(line);
    }
    return lines;
  }

  @ParameterizedTest
  @ValueSource(strings = {"/refusing/order", "/refusing/order-reactive", "/routes/nothing"})
  void bodyThatStalls_isAnsweredAndItsConnectionClosed(String path) throws Exception {
    try (Socket known = begin(path, "Content-Length: 900", "{");
        Socket chunked = begin(path, "Transfer-Encoding: chunked", "1\r\n{\r\n")) {
      for (Socket socket : List.of(known, chunked)) {
        List<String> answer = answer(socket);

        // A path that reads no body has answered at once; its connection ends all the same.
        if (!path.startsWith("/routes")) {
          assertThat(answer.get(0)).startsWith("HTTP/1.1 408 ");
          assertThat(answer)
              .contains("connection: close")
              .anyMatch(line -> line.contains("REQUEST_TIMEOUT"));
        }
      }
    }
  }

  /** A worker waits for this one: it must be set free. */
  @Test
  void streamThatStalls_isAnsweredAndItsReaderSetFree() throws Exception {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    try (socket) {
      socket.setSoTimeout(PATIENCE_SECONDS * 1_000);
      socket
          .getOutputStream()
          .write(
              ("POST /refusing/upload HTTP/1.1\r\nHost: here\r\nContent-Length: 900\r\n"
                      + "Content-Type: application/octet-stream\r\n\r\nx")
                  .getBytes(US_ASCII));

      assertThat(answer(socket).get(0)).startsWith("HTTP/1.1 408 ");
    }
  }

  @Test
  void drip_doesNotKeepTheConnection() throws Exception {
    try (Socket socket = begin("/refusing/order", "Content-Length: 900", "{")) {
      long timer =
          vertx.setPeriodic(
              500,
              each -> {
                try {
                  socket.getOutputStream().write(' ');
                } catch (IOException e) {
                  vertx.cancelTimer(each);
                }
              });

      List<String> answer = answer(socket);

      vertx.cancelTimer(timer);
      assertThat(answer.get(0)).startsWith("HTTP/1.1 408 ");
    }
  }

  private HttpClient http2(boolean upgrade) {
    return vertx.createHttpClient(
        new HttpClientOptions()
            .setProtocolVersion(HttpVersion.HTTP_2)
            .setHttp2ClearTextUpgrade(upgrade)
            .setDefaultHost("127.0.0.1")
            .setDefaultPort(RestAssured.port));
  }

  private static HttpClientResponse send(HttpClient client, String path, Buffer part, boolean ends)
      throws Exception {
    CompletableFuture<HttpClientResponse> answered = new CompletableFuture<>();
    client
        .request(HttpMethod.POST, path)
        .onSuccess(
            (HttpClientRequest request) -> {
              request.putHeader("Content-Type", "application/octet-stream");
              request
                  .response()
                  .onSuccess(answered::complete)
                  .onFailure(answered::completeExceptionally);
              // Without a Content-Length, which HTTP/2 does not ask for.
              request.setChunked(true);
              var unused = ends ? request.end(part) : request.write(part);
            })
        .onFailure(answered::completeExceptionally);
    return answered.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  @Test
  void bodyByHttp2_thatSaysNothingOfItsSize_isHeldToTheLimit() throws Exception {
    for (boolean upgrade : new boolean[] {false, true}) {
      HttpClient client = http2(upgrade);

      HttpClientResponse fits =
          send(client, "/refusing/upload", Buffer.buffer("x".repeat(1_900)), true);
      HttpClientResponse beyond =
          send(client, "/refusing/upload", Buffer.buffer("x".repeat(3_000)), true);

      assertThat(fits.version()).isEqualTo(HttpVersion.HTTP_2);
      assertThat(fits.statusCode()).isEqualTo(200);
      assertThat(beyond.statusCode()).isEqualTo(413);
      client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void bodyByHttp2_thatStalls_isAnswered() throws Exception {
    HttpClient client = http2(false);

    HttpClientResponse answer = send(client, "/refusing/upload", Buffer.buffer("x"), false);

    assertThat(answer.statusCode()).isEqualTo(408);
    client.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }
}
