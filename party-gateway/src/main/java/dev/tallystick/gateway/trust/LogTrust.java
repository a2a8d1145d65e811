package dev.tallystick.gateway.trust;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.tallystick.gateway.setting.GatewaySettings;
import dev.tallystick.gateway.suite.SuiteAwayException;
import dev.tallystick.gateway.suite.SuiteClient;
import dev.tallystick.party.RefusedException;
import dev.tallystick.party.SeenCheckpoint;
import dev.tallystick.tlog.NoteVerifier;
import dev.tallystick.tlog.Policy;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.TlogException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * By whose signatures the log is believed: the policy of the file that the installation names, or
 * the one that the log published when it was first met. Thread-safe.
 */
@Singleton
public final class LogTrust {
  private final LogTrustRepository repository;
  private final SuiteClient suite;
  private final Optional<Path> file;
  private final Clock clock;
  private volatile @Nullable Policy known;

  LogTrust(
      LogTrustRepository repository, SuiteClient suite, GatewaySettings settings, Clock clock) {
    this.repository = repository;
    this.suite = suite;
    this.file = settings.policyFile();
    this.clock = clock;
  }

  /** The policy. */
  public Policy policy() throws SuiteAwayException {
    Policy policy = known;
    if (policy == null) {
      synchronized (this) {
        policy = known;
        if (policy == null) {
          policy = load();
          known = policy;
        }
      }
    }
    return policy;
  }

  /** The key of the log, which receipts are verified by. */
  public NoteVerifier log() throws SuiteAwayException {
    return NoteVerifier.of(policy().logs().get(0));
  }

  private Policy load() throws SuiteAwayException {
    if (file.isPresent()) {
      try {
        return parse(Files.readString(file.get(), UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException("tallystick.gateway.policy-file cannot be read", e);
      }
    }
    Optional<String> kept = repository.policy();
    if (kept.isPresent()) {
      return parse(kept.get());
    }
    String met = ask("/log/policy");
    Policy policy = parse(met);
    repository.keep(met, clock.instant());
    return policy;
  }

  private static Policy parse(String text) {
    try {
      Policy policy = Policy.parse(text.getBytes(UTF_8));
      if (policy.logs().isEmpty()) {
        throw new IllegalStateException("the policy names no log");
      }
      return policy;
    } catch (TlogException e) {
      throw new IllegalStateException("the log's policy is none: " + e.getMessage(), e);
    }
  }

  /**
   * The published state of the log, if its signature holds and enough witnesses have cosigned it.
   */
  public Optional<SeenCheckpoint> published() throws SuiteAwayException {
    Policy policy = policy();
    try {
      Policy.Acceptance accepted = policy.check(SignedNote.parse(ask("/log/checkpoint")));
      boolean isEnough =
          !accepted.signers().isEmpty()
              && accepted.quorum() == Policy.QuorumResult.MET
              && accepted.checkpoint().size() > 0;
      return isEnough
          ? Optional.of(
              new SeenCheckpoint(accepted.checkpoint().size(), accepted.checkpoint().root()))
          : Optional.empty();
    } catch (TlogException e) {
      return Optional.empty();
    }
  }

  private String ask(String path) throws SuiteAwayException {
    try {
      return suite.ask((party, api, endpoints) -> api.getPublic(endpoints.audit(path)));
    } catch (RefusedException e) {
      throw new IllegalStateException("what is public was refused: " + path, e);
    }
  }
}
