package dev.tallystick.vault.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.MailServer;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A person is told by mail, once for each entry, of what happens in their name. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(MailServer.class)
class AlertTest {
  @Inject SendAlerts sender;
  @Inject AlertProjection projection;
  @Inject AlertQueue queue;
  @Inject AlertUpkeep upkeep;
  @Inject MailDelivery delivery;
  @Inject DataSource database;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @SuppressWarnings("NullAway.Init") // MailServer sets it.
  GreenMail mail;

  private PersonScene person;
  private AlertScene scene;
  private Rows rows;
  private long index;

  @BeforeEach
  @SuppressWarnings("NullAway") // The resources have set the fields.
  void begin() {
    person = new PersonScene(log, consent);
    scene = new AlertScene(person.citizen, mail, sender, projection);
    rows = new Rows(database);
    // Behind all that the real log has.
    index = 1_000_000 + TestClock.get().millis() % 1_000_000_000;
  }

  private long queued() {
    return Long.parseLong(
        rows.one(
            "select count(*) from alert q join alert_address a on a.id = q.address"
                + " where a.subject = ? and q.event is not null",
            person.citizen.subject()));
  }

  private FeedEntry happens(String type) {
    return scene.happens(index++, type);
  }

  @Test
  void address_getsItsConfirmationAndNothingElse_untilTheLinkWasOpened() {
    Response set = scene.put("mail", scene.mailbox, "AT_ONCE");
    assertThat(set.statusCode()).as(set.asString()).isEqualTo(200);
    assertThat(set.jsonPath().getString("state")).isEqualTo("PENDING");
    happens("data.released");
    sender.sendMail();

    assertThat(scene.mails()).hasSize(1);
    assertThat(rows.one("select count(*) from alert_address where code_hash is not null"))
        .isNotEqualTo("0");
    String code = scene.code();
    assertThat(code).isNotEmpty();
    CitizenDesk stranger =
        new CitizenDesk(
            new PartyDesk("bureau-north", "bureau", consent).subject(PartyDesk.idCard()));
    assertThat(
            stranger
                .post("/v1/me/alerts/confirmation", Map.of("code", code))
                .jsonPath()
                .getString("code"))
        .isEqualTo("ALERT_CODE_UNKNOWN");

    assertThat(scene.confirm(code).jsonPath().getString("state")).isEqualTo("CONFIRMED");
    assertThat(scene.confirm(code).statusCode()).as("it works once").isEqualTo(404);
    assertThat(queued()).as("what happened before is not told").isZero();
  }

  @Test
  void link_thatIsADayOld_opensNothing() {
    scene.put("mail", scene.mailbox, "AT_ONCE");
    sender.sendMail();
    String code = scene.code();
    TestClock.get().pass(Duration.ofHours(24));

    assertThat(scene.confirm(code).statusCode()).isEqualTo(404);

    TestClock.get().pass(Duration.ofDays(8));
    upkeep.forget();
    assertThat(scene.alerts().jsonPath().getList("addresses")).isEmpty();
  }

  @Test
  void releaseInTheLog_isMailed_andTheMailNamesNothing() {
    String record = person.deposit("SHOPPING.AGGREGATE", "");
    scene.subscribe("AT_ONCE");

    assertThat(person.release("SHOPPING.AGGREGATE").statusCode()).isEqualTo(200);
    Rows.await(() -> queued() == 1);
    sender.sendMail();

    assertThat(scene.alertMails()).hasSize(1);
    MimeMessage told = scene.alertMails().get(0);
    String all = AlertScene.header(told, "Subject") + AlertScene.text(told);
    assertThat(all)
        .contains(MailServer.PORTAL + "/me")
        .doesNotContain("bureau", "mall", "SHOPPING", record, person.citizen.subject(), "sale");
    assertThat(AlertScene.header(told, "Message-ID"))
        .matches("<alr_[0-9a-f-]{36}@tallystick\\.example>");
    assertThat(AlertScene.header(told, "Auto-Submitted")).isEqualTo("auto-generated");
    String event = person.entries("data.released").get(0).event().id().toString();
    String id = AlertScene.header(told, "Message-ID").replaceAll("[<>]|@.*", "");
    Response about = person.citizen.get("/v1/me/alerts/messages/" + id);
    assertThat(about.jsonPath().getList("events.event")).isEqualTo(List.of(event));
    assertThat(about.jsonPath().getList("events.occasion")).isEqualTo(List.of("SALE"));
  }

  @Test
  void refusalsAndConsents_areToldToo_eachEntryOnce() {
    scene.subscribe("AT_ONCE");
    FeedEntry refusal = happens("data.denied");
    FeedEntry given = happens("consent.given");

    projection.consume(refusal);
    projection.consume(given);
    sender.sendMail();
    sender.sendMail();

    assertThat(queued()).isEqualTo(2);
    assertThat(scene.alertMails()).hasSize(2);
    assertThat(scene.alertMails().stream().map(one -> AlertScene.header(one, "Message-ID")))
        .doesNotHaveDuplicates();
  }

  @Test
  void entryWithoutABody_orAboutNobody_isToldToNobody() {
    scene.subscribe("AT_ONCE");
    FeedEntry full = scene.entry(index++, "data.denied", JsonObject.builder().build());

    projection.consume(
        new FeedEntry(full.index(), full.recordedMillis(), full.stub(), Optional.empty()));
    sender.sendMail();

    assertThat(queued()).isZero();
  }

  /** Killed between sending and noting it: what is sent again has the same Message-ID. */
  @Test
  void senderThatIsGone_isFollowedByAnother_underTheSameMessageId() {
    scene.subscribe("AT_ONCE");
    happens("data.released");
    AlertQueue.Claimed claimed = queue.claim(AlertChannel.MAIL).orElseThrow();
    assertThat(delivery.send(claimed.opened().orElseThrow())).isEqualTo(AlertQueue.Outcome.SENT);

    sender.sendMail();
    assertThat(scene.alertMails()).as("it is leased").hasSize(1);
    TestClock.get().pass(AlertQueue.LEASE);
    sender.sendMail();
    TestClock.get().pass(AlertQueue.LEASE);
    sender.sendMail();

    assertThat(scene.alertMails()).hasSize(2);
    assertThat(
            scene.alertMails().stream().map(one -> AlertScene.header(one, "Message-ID")).distinct())
        .hasSize(1);
  }

  @Test
  void mailServerThatIsAway_isTriedForADay_andThenThePersonSees() {
    scene.subscribe("AT_ONCE");
    FeedEntry entry = happens("data.denied");
    mail.stop();
    try {
      for (int hour = 0; hour < 26; hour++) {
        sender.sendMail();
        assertThat(scene.alerts().statusCode()).isEqualTo(200);
        TestClock.get().pass(Duration.ofHours(1));
      }
    } finally {
      mail.start();
    }
    sender.sendMail();

    assertThat(scene.alertMails()).isEmpty();
    assertThat(scene.alerts().jsonPath().getList("addresses[0].failed.event"))
        .isEqualTo(List.of(entry.readBody().orElseThrow().id().toString()));
    assertThat(scene.alerts().jsonPath().getString("addresses[0].failed[0].occasion"))
        .isEqualTo("REFUSAL");
  }

  @Test
  void mailServerThatComesBack_getsWhatWaited() {
    scene.subscribe("AT_ONCE");
    happens("data.released");
    mail.stop();
    try {
      sender.sendMail();
    } finally {
      mail.start();
    }
    sender.sendMail();
    assertThat(scene.alertMails()).as("a pause comes first").isEmpty();
    TestClock.get().pass(Duration.ofSeconds(5));
    sender.sendMail();

    assertThat(scene.alertMails()).hasSize(1);
  }

  @Test
  void digest_goesOnce_withAllOfTheDay() {
    scene.subscribe("DAILY");
    happens("data.released");
    happens("data.denied");
    happens("consent.given");
    sender.sendMail();
    assertThat(scene.alertMails()).isEmpty();

    TestClock.get().pass(Duration.ofDays(1));
    sender.sendMail();
    sender.sendMail();

    assertThat(scene.alertMails()).hasSize(1);
    String id =
        AlertScene.header(scene.alertMails().get(0), "Message-ID").replaceAll("[<>]|@.*", "");
    assertThat(
            person
                .citizen
                .get("/v1/me/alerts/messages/" + id)
                .jsonPath()
                .getList("events.occasion"))
        .isEqualTo(List.of("SALE", "REFUSAL", "CONSENT"));
  }

  @Test
  void nextDigest_isTheNextTimeOfDay() {
    LocalTime at = LocalTime.of(0, 30);
    assertThat(QueueAlerts.nextDigest(Instant.parse("2026-12-01T00:29:59Z"), at))
        .isEqualTo("2026-12-01T00:30:00Z");
    assertThat(QueueAlerts.nextDigest(Instant.parse("2026-12-01T00:30:00Z"), at))
        .isEqualTo("2026-12-02T00:30:00Z");
  }

  @Test
  void erasure_takesAddressesAndWhatWaits() {
    person.deposit("SHOPPING.AGGREGATE", "");
    scene.subscribe("AT_ONCE");
    happens("data.denied");
    assertThat(queued()).isEqualTo(1);

    assertThat(person.citizen.erase(Map.of()).statusCode()).isIn(200, 202);
    Rows.await(() -> !person.logged("record.erased").isEmpty());
    sender.sendMail();

    String subject = person.citizen.subject();
    assertThat(rows.one("select count(*) from alert_address where subject = ?", subject))
        .isEqualTo("0");
    assertThat(queued()).isZero();
    assertThat(scene.alertMails()).isEmpty();
    assertThat(scene.alerts().jsonPath().getList("addresses")).isEmpty();
  }

  @Test
  void erasureOfOnePartysDeposits_leavesTheAddress() {
    person.deposit("SHOPPING.AGGREGATE", "");
    scene.subscribe("AT_ONCE");

    person.citizen.erase(Map.of("provider", "mall-east"));

    assertThat(scene.alerts().jsonPath().getList("addresses")).hasSize(1);
  }

  @Test
  void personWithNothingButAnAddress_canHaveItErased() {
    scene.subscribe("AT_ONCE");

    assertThat(person.citizen.erase(Map.of()).statusCode()).isIn(200, 202);
    Rows.await(() -> scene.alerts().jsonPath().getList("addresses").isEmpty());
  }

  @Test
  void otherAddress_takesThePlaceOfTheFirst_andDeletedOneGetsNothing() {
    scene.subscribe("AT_ONCE");
    assertThat(scene.put("mail", scene.mailbox, "DAILY").jsonPath().getString("state"))
        .as("the same address is kept")
        .isEqualTo("CONFIRMED");
    assertThat(scene.put("mail", "x." + scene.mailbox, "AT_ONCE").jsonPath().getString("state"))
        .isEqualTo("PENDING");
    happens("data.denied");
    assertThat(queued()).isZero();

    scene.delete("mail").then().statusCode(204);
    scene.delete("mail").then().statusCode(204);

    assertThat(scene.alerts().jsonPath().getList("addresses")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "mail, mei, 422",
    "mail, mei@post, 422",
    "mail, mei@post.example?bcc=x@y.example, 422",
    "mail, 'mei@post.example,jun@post.example', 422",
    "mail, 'mei@post.example\r\nBcc: jun@post.example', 422",
    "mail, '\"mei\"@post.example', 422",
    "webhook, https://mei:pw@hook.example/, 422",
    "webhook, https://hook.example/#part, 422",
    "webhook, https://hook.example:25/, 422",
    "webhook, file:///etc/passwd, 422",
    "webhook, https:///nowhere, 422",
    "pigeon, mei@post.example, 422",
  })
  void whatIsNoAddress_isRefused(String kind, String to, int status) {
    Response refused = scene.put(kind, to, "AT_ONCE");

    assertThat(refused.statusCode()).as(refused.asString()).isEqualTo(status);
    assertThat(refused.asString()).doesNotContain(to);
  }

  @Test
  void addressesOfOthers_areNotBombedWithConfirmations() {
    for (int i = 0; i < 10; i++) {
      assertThat(scene.put("mail", i + "." + scene.mailbox, "AT_ONCE").statusCode()).isEqualTo(200);
    }

    Response refused = scene.put("mail", "more." + scene.mailbox, "AT_ONCE");

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.jsonPath().getString("code")).isEqualTo("ALERT_CHALLENGES_EXCEEDED");
    assertThat(refused.header("Retry-After")).isNotBlank();
  }

  /** Not when all goes well, and not when the server is away. */
  @Test
  void address_standsInNoTableAndNoLine() {
    List<String> lines = new ArrayList<>();
    Handler listening =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            // The mail server of this test is in the same process, and talks of what it takes.
            if (String.valueOf(record.getLoggerName()).startsWith("com.icegreen")) {
              return;
            }
            synchronized (lines) {
              lines.add(
                  record.getMessage()
                      + List.of(
                          record.getParameters() == null ? new Object[0] : record.getParameters())
                      + record.getThrown());
            }
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(listening);
    try {
      scene.subscribe("AT_ONCE");
      happens("data.denied");
      mail.stop();
      try {
        sender.sendMail();
      } finally {
        mail.start();
      }
    } finally {
      Logger.getLogger("").removeHandler(listening);
    }

    String name = scene.mailbox.substring(0, scene.mailbox.indexOf('@'));
    synchronized (lines) {
      assertThat(lines).anySatisfy(line -> assertThat(line).contains("A mail is not sent"));
      assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContain(name));
    }
    assertThat(
            rows.one("select count(*) from alert_address t where t::text like ?", "%" + name + "%"))
        .isEqualTo("0");
    assertThat(rows.one("select count(*) from alert t where t::text like ?", "%" + name + "%"))
        .isEqualTo("0");
  }
}
