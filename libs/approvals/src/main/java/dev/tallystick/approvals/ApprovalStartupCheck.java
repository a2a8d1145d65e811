package dev.tallystick.approvals;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Refuses to start without a notice period where others than this machine could call. */
@Singleton
final class ApprovalStartupCheck {
  private final ApprovalConfig config;
  private final String host;

  ApprovalStartupCheck(
      ApprovalConfig config, @ConfigProperty(name = "quarkus.http.host") String host) {
    this.config = config;
    this.host = host;
  }

  void onStart(@Observes StartupEvent start) {
    requireNotice(config.notice(), host);
  }

  /**
   * Checks the two settings together.
   *
   * @throws IllegalStateException if there is no notice period and the host is not loopback
   */
  static void requireNotice(Duration notice, String host) {
    if (notice.compareTo(Duration.ZERO) <= 0 && !isLoopback(host)) {
      throw new IllegalStateException(
          "tallystick.approvals.notice is zero and quarkus.http.host is "
              + host
              + ": rules would change before anybody sees it. Fix: leave the setting out, which means 72 hours.");
    }
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
