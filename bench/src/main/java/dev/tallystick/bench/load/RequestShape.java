package dev.tallystick.bench.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.tallystick.bench.event.RequestTemplate;
import java.nio.ByteBuffer;

/**
 * How events are sent: one a request, or many lines of NDJSON.
 *
 * @param events how many events a request carries
 * @param lines whether they are lines of NDJSON
 * @param expectedStatus of each answer; any other is a failure
 */
public record RequestShape(
    RequestTemplate template, int events, boolean lines, int expectedStatus) {
  private static final int CREATED = 201;

  /** One event a request, in JSON. */
  public static RequestShape single(RequestTemplate template) {
    return new RequestShape(template, 1, false, CREATED);
  }

  /** Many events a request, in NDJSON. */
  public static RequestShape ndjson(RequestTemplate template, int events) {
    return new RequestShape(template, events, true, 200);
  }

  /** One event a request, which the log must refuse because its guard has moved. */
  public static RequestShape refused(RequestTemplate template) {
    return new RequestShape(template, 1, false, 409);
  }

  /** Whether the expected answer says that the event is logged. */
  boolean confirms() {
    return lines || expectedStatus == CREATED;
  }

  /** From the beginning of one event to that of the next. */
  int stride() {
    return template.length() + (lines ? 1 : 0);
  }

  String head(String host, String token) {
    String type = lines ? "application/x-ndjson" : "application/json";
    return "POST /v1/entries HTTP/1.1\r\nHost: %s\r\nAuthorization: Bearer %s\r\nContent-Type: %s\r\nAccept: %s\r\nContent-Length: %d\r\n\r\n"
        .formatted(host, token, type, type, stride() * events);
  }

  /** A whole request in a buffer of its own; its events are to be filled before it is sent. */
  ByteBuffer buffer(String head) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(head.length() + stride() * events);
    buffer.put(head.getBytes(US_ASCII));
    byte[] event = template.toByteArray();
    for (int i = 0; i < events; i++) {
      buffer.put(event);
      if (lines) {
        buffer.put((byte) '\n');
      }
    }
    return buffer.flip();
  }
}
