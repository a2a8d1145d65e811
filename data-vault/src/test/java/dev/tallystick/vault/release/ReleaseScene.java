package dev.tallystick.vault.release;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.line;

import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.ScriptedConsent;
import java.util.List;

/** A bureau, and a person of whom two platforms have records: two categories and one. */
record ReleaseScene(PartyDesk bureau, String person, String subject) {
  private static final List<String> ANY = List.of();

  static ReleaseScene set(ScriptedConsent consent) {
    consent.reset();
    PartyDesk bureau = new PartyDesk("bureau-north", "bureau", consent);
    String person = idCard();
    deposit(
        new PartyDesk("mall-east", "platform", consent),
        line(person, "SHOPPING.AGGREGATE", ""),
        line(person, "FOOD.AGGREGATE", ""));
    deposit(new PartyDesk("ride-west", "platform", consent), line(person, "TRAVEL.AGGREGATE", ""));
    String subject = bureau.subject(person);
    consent.reset();
    return new ReleaseScene(bureau, person, subject);
  }

  private static void deposit(PartyDesk platform, String... lines) {
    List<JsonObject> unused = platform.deposit(lines);
  }

  /** A new statement of the bureau that asks any platform for these categories. */
  String request(String... categories) {
    return bureau.releaseRequest(subject, "bureau-north", ANY, categories);
  }

  static ScriptedEvent lastReleased(ServedLog log) {
    List<ScriptedEvent> released = log.entries("data.released");
    return released.get(released.size() - 1);
  }
}
