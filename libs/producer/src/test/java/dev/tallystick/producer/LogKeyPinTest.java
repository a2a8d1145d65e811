package dev.tallystick.producer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.append.LogUnavailableException;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.tlog.KeySuccession;
import dev.tallystick.tlog.SignedNote;
import dev.tallystick.tlog.SignerKey;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The log is known by one key for good. */
class LogKeyPinTest {
  private static Site site;

  @BeforeAll
  static void startSite() throws Exception {
    site = new Site();
  }

  @AfterEach
  void clear() throws Exception {
    site.clear();
  }

  @AfterAll
  static void stopSite() throws Exception {
    site.close();
  }

  @Test
  void key_isThatFirstMet_andNeedsNoLogLater() throws Exception {
    site.process(Site.LONG).writer.logKey();
    site.log.faults().goAway(true);

    assertThat(site.process(Site.LONG).writer.logKey().key()).hasToString(site.log.vkey());
  }

  @Test
  void anotherLogAtTheSameAddress_isNotBelieved() throws Exception {
    site.process(Site.LONG).writer.logKey();
    try (ServedLog other =
        ServedLog.start(2, Clock.fixed(site.clock.instant(), site.clock.getZone()))) {
      LogWriter writer = site.process(other, Optional.empty()).writer;

      assertThatThrownBy(() -> writer.append(site.freeze()))
          .isInstanceOfSatisfying(
              LogUnavailableException.class,
              e -> assertThat(e.reason()).isEqualTo(LogUnavailableException.Reason.ANSWER_INVALID));
    }
  }

  @Test
  void configuredKey_thatIsNotThePinnedOne_isRefused() throws Exception {
    site.process(Site.LONG).writer.logKey();
    try (ServedLog other = ServedLog.start(2, site.clock)) {
      LogConnection connection = site.process(site.log, Optional.of(other.vkey())).connection;

      assertThatThrownBy(connection::requireOneKey)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("tallystick.audit.vkey is not the log's key");
    }
  }

  @Test
  void configuredKey_isPinned() throws Exception {
    site.process(site.log, Optional.of(site.log.vkey())).connection.requireOneKey();
    site.log.faults().goAway(true);

    assertThat(site.process(Site.LONG).writer.logKey().key()).hasToString(site.log.vkey());
  }

  @Test
  void nonsense_isNoKey() {
    LogConnection connection = site.process(site.log, Optional.of("nonsense")).connection;

    assertThatThrownBy(connection::requireOneKey).hasMessageContaining("no verifier key");
  }

  @Test
  void key_isFollowedByOneThatItHasSignedFor() throws Exception {
    site.process(Site.LONG).writer.logKey();
    try (ServedLog later =
        ServedLog.start(2, Clock.fixed(site.clock.instant(), site.clock.getZone()))) {
      SignerKey first = signer(1);
      SignerKey second = signer(2);
      later.tellSuccessions(
          KeySuccession.sign(
                  first.verifierKey(), first.signer(), second.verifierKey(), second.signer())
              .line());
      Optional<String> configured = Optional.of(site.log.vkey());
      LogWriter writer = site.process(later, configured).writer;

      assertThat(writer.append(site.freeze())).isNotNull();

      assertThat(writer.logKey().key()).hasToString(later.vkey());
      later.faults().goAway(true);
      assertThat(site.process(later, configured).writer.logKey().key()).hasToString(later.vkey());
    }
  }

  @Test
  void key_isNotFollowedByOneThatOnlySaysSo() throws Exception {
    site.process(Site.LONG).writer.logKey();
    try (ServedLog other =
        ServedLog.start(2, Clock.fixed(site.clock.instant(), site.clock.getZone()))) {
      SignerKey second = signer(2);
      String text =
          "tallystick/log-key/v1\n%s\n%s\n".formatted(site.log.vkey(), second.verifierKey());
      String forged = SignedNote.sign(text, second.signer()).toString();
      other.tellSuccessions(
          Base64.getEncoder().encodeToString(forged.getBytes(StandardCharsets.UTF_8)) + "\n");

      LogWriter writer = site.process(other, Optional.empty()).writer;

      assertThatThrownBy(() -> writer.append(site.freeze()))
          .isInstanceOfSatisfying(
              LogUnavailableException.class,
              e -> assertThat(e.reason()).isEqualTo(LogUnavailableException.Reason.ANSWER_INVALID));
    }
  }

  private static SignerKey signer(int number) {
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) number);
    return SignerKey.fromSeed("tallystick.example/test", seed);
  }
}
