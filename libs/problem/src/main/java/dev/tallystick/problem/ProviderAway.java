package dev.tallystick.problem;

import java.time.Duration;
import org.jboss.logging.Logger;

/** 503: a token cannot be checked, because the OIDC provider is away. */
final class ProviderAway extends DomainProblem {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = Logger.getLogger(ProviderAway.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** The cause is for the operator; the caller is told to come back. */
  ProviderAway(Throwable cause) {
    super(FrameworkProblem.SERVICE_UNAVAILABLE.document(), RETRY_AFTER);
    LOG.warnf("a token cannot be checked: %s", cause);
  }
}
