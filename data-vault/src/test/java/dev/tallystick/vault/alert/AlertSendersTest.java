package dev.tallystick.vault.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.MailServer;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Several senders at once, on several machines too, send each message once. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(MailServer.class)
class AlertSendersTest {
  @Inject SendAlerts sender;
  @Inject AlertProjection projection;
  @Inject AlertQueue queue;
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @SuppressWarnings("NullAway.Init") // MailServer sets it.
  GreenMail mail;

  private long index;

  @BeforeEach
  void begin() {
    // Behind all that the real log has, and that other tests have put there.
    index = 3_000_000_000L + TestClock.get().millis() % 1_000_000_000;
    sender.sendMail();
  }

  @SuppressWarnings("NullAway") // The resources have set the fields.
  private AlertScene subscriber() {
    AlertScene scene =
        new AlertScene(new PersonScene(log, consent).citizen, mail, sender, projection);
    scene.subscribe("DAILY");
    return scene;
  }

  private void happens(AlertScene scene, int times) {
    for (int i = 0; i < times; i++) {
      scene.happens(index++, "data.released");
    }
  }

  @Test
  void digestsOfManyPersons_goOnceEach() {
    List<AlertScene> scenes = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      AlertScene scene = subscriber();
      happens(scene, 4);
      scenes.add(scene);
    }
    TestClock.get().pass(Duration.ofDays(1));

    sender.sendMail();

    assertThat(scenes)
        .allSatisfy(scene -> assertThat(scene.alertMails()).as(scene.mailbox).hasSize(1));
    TestClock.get().pass(AlertQueue.LEASE);
    sender.sendMail();
    assertThat(scenes).as("later").allSatisfy(one -> assertThat(one.alertMails()).hasSize(1));
  }

  /** A message of several rows whose sender is gone is one message for those who follow it. */
  @Test
  void digestWhoseSenderIsGone_isFollowedByOneSender() {
    List<AlertScene> scenes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      AlertScene scene = subscriber();
      happens(scene, 4);
      scenes.add(scene);
    }
    TestClock.get().pass(Duration.ofDays(1));
    for (int i = 0; i < scenes.size(); i++) {
      assertThat(queue.claim(AlertChannel.MAIL)).isPresent();
    }
    TestClock.get().pass(AlertQueue.LEASE.plusSeconds(1));

    sender.sendMail();

    assertThat(scenes).allSatisfy(scene -> assertThat(scene.alertMails()).hasSize(1));
  }

  /** While one sender puts a digest together, another one leaves all of that address alone. */
  @Test
  void addressThatAnotherSenderKeeps_isPassedOver() throws SQLException {
    AlertScene scene = subscriber();
    happens(scene, 2);
    TestClock.get().pass(Duration.ofDays(1));
    try (Connection other = database.getConnection()) {
      other.setAutoCommit(false);
      try (PreparedStatement lock =
          other.prepareStatement(
              "select id from alert_address where state = 'CONFIRMED' order by id for no key update")) {
        assertThat(lock.executeQuery().next()).isTrue();
      }

      Optional<AlertQueue.Claimed> meanwhile = queue.claim(AlertChannel.MAIL);

      assertThat(meanwhile).isEmpty();
      other.rollback();
    }
    sender.sendMail();
    assertThat(scene.alertMails()).hasSize(1);
  }
}
