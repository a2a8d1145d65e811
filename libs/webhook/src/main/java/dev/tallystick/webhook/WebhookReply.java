package dev.tallystick.webhook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.webhook.WebhookException.Reason;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a webhook has answered.
 *
 * @param text the body
 */
public record WebhookReply(int status, String text) {
  /** The most that is read of an answer, its headers among it. */
  static final int MOST_BYTES = 64 * 1024;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] ([1-5][0-9]{2})( .*)?");
  private static final Pattern LENGTH = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CHUNK = Pattern.compile("([0-9a-fA-F]{1,7})[ \t]*(;.*)?");

  /** Whether it has taken what it was sent. */
  public boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /**
   * Reads an answer of HTTP/1.1, up to its end.
   *
   * @throws WebhookException if it is none, or too large
   */
  static WebhookReply read(InputStream in) throws IOException, WebhookException {
    return new Reader(new BufferedInputStream(in)).reply();
  }

  @Override
  public String toString() {
    return "WebhookReply[" + status + "]";
  }

  /** Reads one answer, and no more of it than is allowed. */
  private static final class Reader {
    private final InputStream in;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int left = MOST_BYTES;

    Reader(InputStream in) {
      this.in = in;
    }

    WebhookReply reply() throws IOException, WebhookException {
      int status = status();
      while (status < 200) {
        // It tells that it goes on, and then answers.
        skipHeaders();
        status = status();
      }
      if (status == 204 || status == 304) {
        return new WebhookReply(status, "");
      }
      readBody(skipHeaders());
      return new WebhookReply(status, body.toString(UTF_8));
    }

    private int status() throws IOException, WebhookException {
      Matcher line = STATUS.matcher(line());
      if (!line.matches()) {
        throw new WebhookException(Reason.MALFORMED);
      }
      return Integer.parseInt(line.group(1));
    }

    /** How the body's length is told: a number, {@code chunked}, or not at all. */
    private String skipHeaders() throws IOException, WebhookException {
      String length = "";
      for (String line = line(); !line.isEmpty(); line = line()) {
        int colon = line.indexOf(':');
        String name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
        String value = line.substring(colon + 1).strip();
        if (name.equals("transfer-encoding")) {
          length = value.toLowerCase(Locale.ROOT);
        } else if (name.equals("content-length") && length.isEmpty()) {
          length = value;
        }
      }
      return length;
    }

    private void readBody(String length) throws IOException, WebhookException {
      if (length.equals("chunked")) {
        readChunks();
      } else if (length.isEmpty()) {
        int next = next();
        while (next >= 0) {
          body.write(next);
          next = next();
        }
      } else if (LENGTH.matcher(length).matches()) {
        copy(Integer.parseInt(length));
      } else {
        throw new WebhookException(Reason.MALFORMED);
      }
    }

    private void readChunks() throws IOException, WebhookException {
      while (true) {
        Matcher line = CHUNK.matcher(line());
        if (!line.matches()) {
          throw new WebhookException(Reason.MALFORMED);
        }
        int length = Integer.parseInt(line.group(1), 16);
        if (length == 0) {
          return;
        }
        copy(length);
        if (!line().isEmpty()) {
          throw new WebhookException(Reason.MALFORMED);
        }
      }
    }

    private void copy(int length) throws IOException, WebhookException {
      if (length > left) {
        throw new WebhookException(Reason.TOO_LARGE);
      }
      for (int i = 0; i < length; i++) {
        int next = next();
        if (next < 0) {
          throw new WebhookException(Reason.MALFORMED);
        }
        body.write(next);
      }
    }

    private String line() throws IOException, WebhookException {
      ByteArrayOutputStream line = new ByteArrayOutputStream();
      int next = next();
      while (next != '\n') {
        if (next < 0) {
          throw new WebhookException(Reason.MALFORMED);
        }
        line.write(next);
        next = next();
      }
      String text = line.toString(ISO_8859_1);
      return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    }

    private int next() throws IOException, WebhookException {
      int next = in.read();
      if (next >= 0 && left-- == 0) {
        throw new WebhookException(Reason.TOO_LARGE);
      }
      return next;
    }
  }
}
