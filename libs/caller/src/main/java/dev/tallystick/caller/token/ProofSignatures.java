package dev.tallystick.caller.token;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * Has the framework check the signatures of proofs in the way in which all other signatures are
 * checked here: each request of a machine has one.
 */
@Singleton
final class ProofSignatures {
  private static final Logger LOG = Logger.getLogger(ProofSignatures.class);

  void start(@Observes StartupEvent event) {
    if (!Ed25519Provider.install()) {
      LOG.warn("Proofs are checked by the JDK, which takes longer");
    }
  }

  /** The process may outlive the service in tests and in development. */
  void stop(@Observes ShutdownEvent event) {
    Ed25519Provider.remove();
  }
}
