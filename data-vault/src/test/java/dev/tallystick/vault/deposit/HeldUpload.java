package dev.tallystick.vault.deposit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.houserules.BoundRequests;
import dev.tallystick.vault.ScriptedConsent;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** A chunk that has begun to arrive and goes no further; closing it cuts the connection. */
final class HeldUpload implements AutoCloseable {
  private final Socket socket;

  private HeldUpload(Socket socket) {
    this.socket = socket;
  }

  /** Sends the beginning of a chunk: its head, and one line. */
  static HeldUpload begin(String token, String key, String line) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), RestAssured.port);
    OutputStream out = socket.getOutputStream();
    URI uri = URI.create("http://localhost/v1/records:import");
    Map<String, String> bound = BoundRequests.proofs().headers("POST", uri, token);
    out.write(
        """
        POST /v1/records:import?agreement=%s HTTP/1.1\r
        Host: localhost\r
        Authorization: %s\r
        DPoP: %s\r
        Content-Type: application/x-ndjson\r
        Idempotency-Key: %s\r
        Transfer-Encoding: chunked\r
        \r
        """
            .formatted(
                ScriptedConsent.AGREEMENT, bound.get("Authorization"), bound.get("DPoP"), key)
            .getBytes(US_ASCII));
    byte[] body = (line + "\n").getBytes(UTF_8);
    out.write((Integer.toHexString(body.length) + "\r\n").getBytes(US_ASCII));
    out.write(body);
    out.write("\r\n".getBytes(US_ASCII));
    out.flush();
    return new HeldUpload(socket);
  }

  /** Sends a byte every half second until it is answered; the first line of the answer. */
  String answerWhileDripping(Duration patience) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
    socket.setSoTimeout(500);
    long until = System.nanoTime() + patience.toNanos();
    while (System.nanoTime() < until) {
      try {
        return in.readLine();
      } catch (SocketTimeoutException e) {
        socket.getOutputStream().write("1\r\n \r\n".getBytes(US_ASCII));
      }
    }
    throw new AssertionError("no answer");
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
