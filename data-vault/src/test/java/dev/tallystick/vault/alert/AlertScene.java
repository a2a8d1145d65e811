package dev.tallystick.vault.alert;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import dev.tallystick.events.Body;
import dev.tallystick.events.EventId;
import dev.tallystick.events.EventTypes;
import dev.tallystick.events.Stub;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.producer.FeedEntry;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.MailServer;
import dev.tallystick.vault.TestClock;
import io.restassured.response.Response;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person with a mailbox, and what the log says about them. */
final class AlertScene {
  private static final Pattern LINK =
      Pattern.compile(
          Pattern.quote(MailServer.PORTAL + "/me/alerts/confirmation?code=")
              + "([A-Za-z0-9_-]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** An address like no other of this run. */
  final String mailbox = "mei-" + UUID.randomUUID() + "@post.example";

  private final CitizenDesk citizen;
  private final GreenMail server;
  private final SendAlerts sender;
  private final AlertProjection projection;

  AlertScene(CitizenDesk citizen, GreenMail server, SendAlerts sender, AlertProjection projection) {
    this.citizen = citizen;
    this.server = server;
    this.sender = sender;
    this.projection = projection;
  }

  Response put(String kind, String to, String pace) {
    return given()
        .auth()
        .oauth2(citizen.token())
        .contentType("application/json")
        .body(Map.of("to", to, "pace", pace, "language", "en"))
        .put("/v1/me/alerts/" + kind);
  }

  Response delete(String kind) {
    return given().auth().oauth2(citizen.token()).delete("/v1/me/alerts/" + kind);
  }

  Response alerts() {
    return citizen.get("/v1/me/alerts");
  }

  Response confirm(String code) {
    return citizen.post("/v1/me/alerts/confirmation", Map.of("code", code));
  }

  /** Sets the mailbox, and opens the link that comes. */
  void subscribe(String pace) {
    put("mail", mailbox, pace).then().statusCode(200);
    sender.sendMail();
    confirm(code()).then().statusCode(200);
  }

  /** The code of the last link that was mailed. */
  String code() {
    List<MimeMessage> mails = mails();
    assertThat(mails).isNotEmpty();
    Matcher link = LINK.matcher(text(mails.get(mails.size() - 1)));
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  /** What the person's mailbox has, in order. */
  List<MimeMessage> mails() {
    List<MimeMessage> mails = new ArrayList<>();
    for (MimeMessage mail : server.getReceivedMessages()) {
      if (header(mail, "To").contains(mailbox)) {
        mails.add(mail);
      }
    }
    return mails;
  }

  /** Those that tell of something. */
  List<MimeMessage> alertMails() {
    return mails().stream().filter(mail -> !text(mail).contains("confirmation?code=")).toList();
  }

  static String header(MimeMessage mail, String name) {
    try {
      return String.join("", mail.getHeader(name));
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }

  static String text(MimeMessage mail) {
    try {
      return String.valueOf(mail.getContent());
    } catch (IOException | MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** An entry of this type about the person, as a follower of the log reads it. */
  FeedEntry entry(long index, String type, JsonObject data) {
    Body body =
        new Body(
            EventId.draw(TestClock.get().millis(), RANDOM),
            "consent-service",
            TestClock.get().millis(),
            Optional.of(citizen.subject()),
            data);
    Stub stub = Stub.of(EventTypes.get(type).name(), Set.of(), Map.of(), Set.of());
    return new FeedEntry(index, TestClock.get().millis(), stub, Optional.of(body.toJson()));
  }

  /** Something happens about the person. */
  FeedEntry happens(long index, String type) {
    FeedEntry entry = entry(index, type, JsonObject.builder().put("step", "RELEASE_2").build());
    projection.consume(entry);
    return entry;
  }
}
