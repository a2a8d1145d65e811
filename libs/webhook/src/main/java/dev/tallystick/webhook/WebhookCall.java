package dev.tallystick.webhook;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * One request to a webhook, over a connection of its own to an address that was judged. The JDK's
 * client would look the name up a second time.
 */
final class WebhookCall implements AutoCloseable {
  private final WebhookUrl url;
  private final SSLSocketFactory tls;
  private final int patienceMillis;
  private @Nullable Socket open;
  private boolean isClosed;

  WebhookCall(WebhookUrl url, SSLSocketFactory tls, Duration patience) {
    this.url = url;
    this.tls = tls;
    this.patienceMillis = (int) patience.toMillis();
  }

  /** Asks the machine at {@code address}, which has to prove its name. */
  WebhookReply post(InetAddress address, Map<String, String> headers, byte[] body)
      throws IOException, WebhookException {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      keep(socket);
      socket.setSoTimeout(patienceMillis);
      socket.connect(new InetSocketAddress(address, url.port()), patienceMillis);
      return url.isEncrypted()
          ? postEncrypted(socket, headers, body)
          : exchange(socket, headers, body);
    }
  }

  private WebhookReply postEncrypted(Socket plain, Map<String, String> headers, byte[] body)
      throws IOException, WebhookException {
    try (SSLSocket socket =
        (SSLSocket) tls.createSocket(plain, url.name(), url.port(), /* autoClose= */ true)) {
      SSLParameters parameters = socket.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      socket.setSSLParameters(parameters);
      socket.startHandshake();
      return exchange(socket, headers, body);
    }
  }

  private WebhookReply exchange(Socket socket, Map<String, String> headers, byte[] body)
      throws IOException, WebhookException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    line(request, "POST " + url.target() + " HTTP/1.1");
    line(request, "Host: " + url.hostHeader());
    line(request, "User-Agent: tallystick");
    line(request, "Content-Type: application/json");
    line(request, "Content-Length: " + body.length);
    line(request, "Connection: close");
    headers.forEach((name, value) -> line(request, name + ": " + value));
    line(request, "");
    request.writeBytes(body);
    socket.getOutputStream().write(request.toByteArray());
    socket.getOutputStream().flush();
    return WebhookReply.read(socket.getInputStream());
  }

  private static void line(ByteArrayOutputStream out, String line) {
    out.writeBytes((line + "\r\n").getBytes(US_ASCII));
  }

  private synchronized void keep(Socket socket) throws SocketException {
    if (isClosed) {
      throw new SocketException("nobody waits for the answer any more");
    }
    open = socket;
  }

  /** Ends it, wherever it is. */
  @Override
  public synchronized void close() {
    isClosed = true;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        // Then it is gone already.
      }
    }
  }
}
