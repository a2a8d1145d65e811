package dev.tallystick.startup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.Config;

/**
 * What is unsafe in the way that persons are told: whoever sits between here and the mail server
 * reads who is told of what, and the links that confirm addresses; and webhooks that may lead to
 * this machine have its own services called.
 */
final class UnsafeAlerts {
  /** Of data-vault, of bureau-service, and of a party's gateway. */
  private static final List<String> ON_LOOPBACK =
      List.of(
          "tallystick.alerts.webhooks-on-loopback",
          "tallystick.feeds.webhooks-on-loopback",
          "tallystick.webhooks.on-loopback");

  private UnsafeAlerts() {}

  static List<Finding> in(Config settings) {
    List<Finding> found = new ArrayList<>();
    String host = text(settings, "quarkus.mailer.host");
    if (!UnsafeSettings.isLoopback(host)) {
      mail(settings, host, found);
    }
    for (String key : ON_LOOPBACK) {
      boolean toLoopback = text(settings, key).equals("true");
      if (toLoopback && !UnsafeSettings.isLoopback(text(settings, "quarkus.http.host"))) {
        found.add(
            Finding.fatal(
                "webhooks-on-loopback",
                "others can have services of this machine called that are meant for nobody else",
                "leave " + key + " out"));
      }
    }
    return found;
  }

  private static void mail(Config settings, String host, List<Finding> found) {
    boolean encrypted =
        text(settings, "quarkus.mailer.tls").equals("true")
            || text(settings, "quarkus.mailer.start-tls").equals("required");
    if (!encrypted || text(settings, "quarkus.mailer.trust-all").equals("true")) {
      found.add(
          Finding.fatal(
              "mail-without-tls",
              "mail to persons goes unencrypted, or to whoever answers, to quarkus.mailer.host="
                  + host,
              "set quarkus.mailer.start-tls=REQUIRED or quarkus.mailer.tls=true, and leave"
                  + " quarkus.mailer.trust-all out"));
    }
    if (!text(settings, "quarkus.mailer.login").equals("required")
        || text(settings, "quarkus.mailer.username").isEmpty()) {
      found.add(
          Finding.fatal(
              "mail-without-login",
              "nobody knows at quarkus.mailer.host=" + host + " that mail comes from here",
              "set quarkus.mailer.login=REQUIRED, quarkus.mailer.username and .password"));
    }
  }

  private static String text(Config settings, String key) {
    return settings.getOptionalValue(key, String.class).orElse("").toLowerCase(Locale.ROOT);
  }
}
