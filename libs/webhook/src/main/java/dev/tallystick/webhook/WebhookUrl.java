package dev.tallystick.webhook;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** A URL that a webhook may have: of https, without a login in it. */
public record WebhookUrl(String host, int port, boolean isEncrypted, String target) {
  private static final int HTTPS_PORT = 443;
  private static final int HTTP_PORT = 80;

  /** Below it are the ports of other services, which are none of ours to talk to. */
  private static final int FIRST_FREE_PORT = 1024;

  private static final int LAST_PORT = 65535;

  /**
   * Reads a URL.
   *
   * @param isPlainAllowed whether it may be of http, as one on this machine
   * @return empty if no webhook may have it
   */
  public static Optional<WebhookUrl> parse(String text, boolean isPlainAllowed) {
    URI uri;
    try {
      uri = new URI(new URI(text).toASCIIString());
    } catch (URISyntaxException e) {
      return Optional.empty();
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    boolean isEncrypted = scheme.equals("https");
    if ((!isEncrypted && !(isPlainAllowed && scheme.equals("http")))
        || uri.getHost() == null
        || uri.getRawUserInfo() != null
        || uri.getRawFragment() != null) {
      return Optional.empty();
    }
    int usual = isEncrypted ? HTTPS_PORT : HTTP_PORT;
    int port = uri.getPort() < 0 ? usual : uri.getPort();
    if (port != usual && (port < FIRST_FREE_PORT || port > LAST_PORT)) {
      return Optional.empty();
    }
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
    return Optional.of(new WebhookUrl(uri.getHost(), port, isEncrypted, path + query));
  }

  /** The name to look up; an address of IPv6 is without its brackets. */
  String name() {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** The header {@code Host}. */
  String hostHeader() {
    boolean isUsual = port == (isEncrypted ? HTTPS_PORT : HTTP_PORT);
    return isUsual ? host : host + ":" + port;
  }

  /**
   * Whether it may lead to this address.
   *
   * @param isLoopbackAllowed whether this machine is let in; only it is talked to in the clear
   */
  boolean mayLeadTo(InetAddress address, boolean isLoopbackAllowed) {
    if (isLoopbackAllowed && address.isLoopbackAddress()) {
      return true;
    }
    return isEncrypted && PublicAddress.is(address);
  }

  /** Shows no personal data. */
  @Override
  public String toString() {
    return "WebhookUrl[redacted]";
  }
}
