package dev.tallystick.vault;

import static dev.tallystick.vault.PartyDesk.key;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.keys.DecryptionKeys;
import dev.tallystick.party.ExpectedRelease;
import dev.tallystick.party.ReceivedRelease;
import dev.tallystick.tlog.NoteVerifier;
import io.restassured.response.Response;
import java.util.List;
import java.util.Optional;

/** A person about whom platforms have deposited, and a bureau that asks. */
public final class PersonScene {
  public static final String ADVERSE =
      ",\"adverse\":true,\"priorNoticeAt\":\"2026-01-01T00:00:00.000Z\"";

  public final PartyDesk bureau;
  public final PartyDesk mall;
  public final PartyDesk ride;
  public final String person = PartyDesk.idCard();
  public final CitizenDesk citizen;

  private final ServedLog log;
  private final ScriptedConsent consent;

  public PersonScene(ServedLog log, ScriptedConsent consent) {
    consent.reset();
    this.log = log;
    this.consent = consent;
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    mall = new PartyDesk("mall-east", "platform", consent);
    ride = new PartyDesk("ride-west", "platform", consent);
    citizen = new CitizenDesk(bureau.subject(person));
  }

  /** Deposits a record of mall-east, and returns its id. */
  public String deposit(String category, String more) {
    return mall.deposit(PartyDesk.line(person, category, more)).get(0).getString("record");
  }

  /** Asks for records in the bureau's name. */
  public Response release(String... categories) {
    return bureau.postRelease(
        key(), bureau.releaseRequest(citizen.subject(), "bureau-north", List.of(), categories));
  }

  /** The records that a release has brought the bureau. */
  public List<JsonObject> released(String... categories) {
    JsonObject answer = PartyDesk.parse(release(categories).asString());
    return answer.getArray("releases").items().stream()
        .flatMap(item -> open((JsonObject) item).stream())
        .toList();
  }

  private List<JsonObject> open(JsonObject release) {
    try {
      return ReceivedRelease.open(
              release.getString("jwe"),
              CanonicalJson.messageBytes(release.getObject("receipt")),
              DecryptionKeys.of(consent.keysOf("bureau-north").decryptionKey()),
              NoteVerifier.parse(log.vkey()),
              ExpectedRelease.of(citizen.subject(), "bureau-north"))
          .payload()
          .records();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** What the log has of this type about the person, in order. */
  public List<JsonObject> logged(String type) {
    return entries(type).stream().map(entry -> entry.event().data()).toList();
  }

  public List<ScriptedEvent> entries(String type) {
    return log.entries(type).stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(citizen.subject())))
        .toList();
  }
}
