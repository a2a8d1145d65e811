package dev.tallystick.vault.alert;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.vault.MailServer;
import dev.tallystick.vault.PersonScene;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.TestClock;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A person's own program is told by a signed call that holds an id and nothing about them. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
@WithTestResource(MailServer.class)
class WebhookTest {
  @Inject SendAlerts sender;
  @Inject AlertProjection projection;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  @SuppressWarnings("NullAway.Init") // MailServer sets it.
  GreenMail mail;

  private final Receiver receiver = new Receiver();
  private PersonScene person;
  private AlertScene scene;
  private long index;

  @BeforeEach
  @SuppressWarnings("NullAway") // The resources have set the fields.
  void begin() {
    person = new PersonScene(log, consent);
    scene = new AlertScene(person.citizen, mail, sender, projection);
    index = 1_000_000 + TestClock.get().millis() % 1_000_000_000;
  }

  @AfterEach
  void end() {
    receiver.close();
  }

  private String subscribe() {
    Response set = scene.put("webhook", receiver.url(), "AT_ONCE");
    assertThat(set.statusCode()).as(set.asString()).isEqualTo(200);
    sender.sendWebhooks();
    assertThat(state()).isEqualTo("CONFIRMED");
    return set.jsonPath().getString("secret");
  }

  private String state() {
    return webhook("state");
  }

  private String webhook(String member) {
    return scene.alerts().jsonPath().getString("addresses.find { it.kind == 'webhook' }." + member);
  }

  private static String signature(String secret, Receiver.Call call) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.replace("whsec_", ""));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed =
        call.header("Webhook-id") + "." + call.header("Webhook-timestamp") + "." + call.text();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }

  @Test
  void webhook_isConfirmedByItsAnswer_andCalledWithASignedId() throws Exception {
    String secret = subscribe();
    assertThat(secret).startsWith("whsec_");
    assertThat(webhook("secret")).as("it is shown once").isNull();
    FeedEntry entry = scene.happens(index, "data.released");

    sender.sendWebhooks();
    sender.sendWebhooks();

    assertThat(receiver.calls()).hasSize(2);
    Receiver.Call call = receiver.calls().get(1);
    assertThat(call.header("Webhook-signature")).isEqualTo(signature(secret, call));
    String id = call.body().getString("alert");
    assertThat(call.body())
        .isEqualTo(JsonObject.builder().put("v", 1).put("type", "alert").put("alert", id).build());
    assertThat(call.header("Webhook-id")).isEqualTo(id);
    Response about = person.citizen.get("/v1/me/alerts/messages/" + id);
    assertThat(about.jsonPath().getList("events.event"))
        .isEqualTo(List.of(entry.readBody().orElseThrow().id().toString()));
    PersonScene other = new PersonScene(log, consent);
    assertThat(other.citizen.get("/v1/me/alerts/messages/" + id).statusCode()).isEqualTo(404);
  }

  @Test
  void receiverThatDoesNotAnswerWithTheCode_isNeverToldAnything() {
    receiver.isDeaf = true;
    scene.put("webhook", receiver.url(), "AT_ONCE").then().statusCode(200);
    sender.sendWebhooks();
    assertThat(state()).isEqualTo("PENDING");
    assertThat(scene.confirm(receiver.calls().get(0).body().getString("challenge")).statusCode())
        .as("the person cannot confirm it in its place")
        .isEqualTo(404);
    scene.happens(index, "data.released");

    TestClock.get().pass(Duration.ofHours(25));
    receiver.isDeaf = false;
    sender.sendWebhooks();

    assertThat(state()).as("a day is over").isEqualTo("PENDING");
    assertThat(receiver.calls())
        .allMatch(call -> call.body().getString("type").equals("challenge"));
  }

  @Test
  void webhookThatFailsTwentyTimes_isOff_andThePersonIsTold() {
    scene.subscribe("AT_ONCE");
    String unused = subscribe();
    receiver.status = 302;
    FeedEntry entry = scene.happens(index, "data.denied");
    int before = receiver.calls().size();
    for (int i = 0; i < AlertQueue.MOST_FAILURES; i++) {
      assertThat(state()).isEqualTo("CONFIRMED");
      sender.sendWebhooks();
      TestClock.get().pass(Duration.ofHours(1));
    }
    sender.sendWebhooks();

    assertThat(receiver.calls()).hasSize(before + AlertQueue.MOST_FAILURES);
    assertThat(state()).isEqualTo("OFF");
    assertThat(webhook("failed[0].event"))
        .isEqualTo(entry.readBody().orElseThrow().id().toString());
    sender.sendMail();
    assertThat(scene.alertMails().stream().map(AlertScene::text))
        .anyMatch(text -> text.contains("Your webhook has failed 20 times"));

    receiver.status = 200;
    String secret = subscribe();
    assertThat(secret).as("set again, it is a new one").startsWith("whsec_");
  }

  @Test
  void oneSuccess_beginsTheCountAnew() {
    String unused = subscribe();
    for (int i = 0; i < 2; i++) {
      receiver.status = 500;
      scene.happens(index + i, "data.denied");
      for (int failure = 1; failure < AlertQueue.MOST_FAILURES; failure++) {
        sender.sendWebhooks();
        TestClock.get().pass(Duration.ofHours(1));
      }
      receiver.status = 204;
      sender.sendWebhooks();
    }

    assertThat(state()).isEqualTo("CONFIRMED");
  }
}
