package dev.tallystick.vault;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A mail server that takes mail to whomever, and an installation that sends alerts through it. A
 * test's field of its type is set.
 */
public final class MailServer implements QuarkusTestResourceLifecycleManager {
  /** Where links lead. */
  public static final String PORTAL = "https://portal.example";

  private @Nullable GreenMail mail;

  @Override
  public Map<String, String> start() {
    // At the same port again after a stop, so not at any.
    int port = freePort();
    GreenMail started =
        new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    started.start();
    mail = started;
    return Map.of(
        "quarkus.mailer.host", "127.0.0.1",
        "quarkus.mailer.port", Integer.toString(port),
        "tallystick.alerts.portal-url", PORTAL,
        "tallystick.alerts.mail-from", "Tallystick <alerts@tallystick.example>",
        "tallystick.alerts.webhooks-on-loopback", "true");
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(mail, new TestInjector.MatchesType(GreenMail.class));
  }

  @Override
  public void stop() {
    if (mail != null) {
      mail.stop();
    }
  }
}
