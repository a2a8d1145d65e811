package dev.tallystick.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.demo.RunningSuite;
import dev.tallystick.events.Timestamps;
import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.events.json.MalformedJsonException;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;

/**
 * Calls of the services of a suite in the name of somebody in its realm; each post is a new one.
 */
record MarketCalls(RunningSuite suite) {
  /** Reads at audit-service. */
  JsonObject audit(String who, String path) throws Exception {
    return suite.as(who).get(suite.endpoints().audit(path));
  }

  /** The same, as it came. */
  byte[] auditBytes(String who, String path) throws Exception {
    return suite.as(who).getBytes(suite.endpoints().audit(path));
  }

  /** Posts at audit-service. */
  JsonObject audit(String who, String path, JsonObject body) throws Exception {
    return post(who, suite.endpoints().audit(path), body);
  }

  /** Reads at consent-service. */
  JsonObject consent(String who, String path) throws Exception {
    return suite.as(who).get(suite.endpoints().consent(path));
  }

  /** Posts at consent-service. */
  JsonObject consent(String who, String path, JsonObject body) throws Exception {
    return post(who, suite.endpoints().consent(path), body);
  }

  /** Posts at bureau-service. */
  JsonObject bureau(String who, String path, JsonObject body) throws Exception {
    return post(who, suite.endpoints().bureau(path), body);
  }

  private JsonObject post(String who, URI uri, JsonObject body) throws Exception {
    return suite.as(who).post(uri, body, UUID.randomUUID().toString());
  }

  /** An instant as the services read it. */
  static String time(Instant instant) {
    return Timestamps.format(instant.toEpochMilli());
  }

  /** A document from its text. */
  static JsonObject json(String text) throws MalformedJsonException {
    return (JsonObject) CanonicalJson.parseMessage(text.strip().getBytes(UTF_8));
  }
}
