package dev.tallystick.local.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Short requests to this machine. The old client starts in a tenth of the time of the new one. */
public final class Http {
  /** Status and body of an answer. */
  public record Answer(int status, String body) {
    /** Whether the request succeeded. */
    public boolean isOk() {
      return status == 200;
    }
  }

  private Http() {}

  /** Fetches a document. */
  public static Answer get(String url, Duration limit) throws IOException {
    return exchange(open(url, limit), new byte[0]);
  }

  /** Sends a form. */
  public static Answer post(
      String url, Map<String, String> form, Map<String, String> headers, Duration limit)
      throws IOException {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/x-www-form-urlencoded");
    return send("POST", url, all, encode(form).getBytes(StandardCharsets.UTF_8), limit);
  }

  /** Sends whatever is given; an empty body is none. */
  public static Answer send(
      String method, String url, Map<String, String> headers, byte[] body, Duration limit)
      throws IOException {
    HttpURLConnection connection = open(url, limit);
    connection.setRequestMethod(method);
    headers.forEach(connection::setRequestProperty);
    return exchange(connection, body);
  }

  /** Sends a JSON document with a token; every call is a request of its own. */
  public static Answer postJson(String url, String token, String json, Duration limit)
      throws IOException {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/json",
            "Authorization",
            "Bearer " + token,
            "Idempotency-Key",
            UUID.randomUUID().toString());
    return send("POST", url, headers, json.getBytes(StandardCharsets.UTF_8), limit);
  }

  /** Whether a GET is answered with 200. */
  public static boolean answers(String url, Duration limit) {
    try {
      return get(url, limit).isOk();
    } catch (IOException e) {
      return false;
    }
  }

  /** Whether a GET is answered at all, with whatever status. */
  public static boolean isListening(String url, Duration limit) {
    try {
      get(url, limit);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  private static HttpURLConnection open(String url, Duration limit) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) URI.create(url).toURL().openConnection();
    connection.setConnectTimeout((int) limit.toMillis());
    connection.setReadTimeout((int) limit.toMillis());
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static Answer exchange(HttpURLConnection connection, byte[] body) throws IOException {
    try {
      // A POST without a body says so.
      if (body.length > 0 || connection.getRequestMethod().equals("POST")) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(body);
        }
      }
      int status = connection.getResponseCode();
      try (InputStream in =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        return new Answer(status, text);
      }
    } catch (ConnectException e) {
      throw new IOException("nothing answers at " + connection.getURL() + "; is it running?", e);
    } finally {
      connection.disconnect();
    }
  }

  private static String encode(Map<String, String> form) {
    StringBuilder out = new StringBuilder();
    form.forEach(
        (name, value) ->
            out.append(out.length() == 0 ? "" : "&")
                .append(URLEncoder.encode(name, StandardCharsets.UTF_8))
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
    return out.toString();
  }
}
