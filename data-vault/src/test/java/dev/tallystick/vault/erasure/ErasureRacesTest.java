package dev.tallystick.vault.erasure;

import static dev.tallystick.vault.PartyDesk.idCard;
import static dev.tallystick.vault.PartyDesk.key;
import static dev.tallystick.vault.PartyDesk.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.houserules.RefusedWrites;
import dev.tallystick.houserules.log.ScriptedEvent;
import dev.tallystick.houserules.log.ServedLog;
import dev.tallystick.vault.CitizenDesk;
import dev.tallystick.vault.HeldRow;
import dev.tallystick.vault.PartyDesk;
import dev.tallystick.vault.Rows;
import dev.tallystick.vault.ScriptedConsent;
import dev.tallystick.vault.VaultWorld;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Erasures that others overtake, hold up or run into. */
@QuarkusTest
@WithTestResource(VaultWorld.class)
@WithTestResource(OidcWiremockTestResource.class)
class ErasureRacesTest {
  private static final String ADVERSE =
      ",\"adverse\":true,\"priorNoticeAt\":\"2026-01-01T00:00:00.000Z\"";

  @Inject DataSource database;
  @Inject ErasePerson erasures;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ServedLog log;

  @SuppressWarnings("NullAway.Init") // VaultWorld sets it.
  ScriptedConsent consent;

  private Rows rows;
  private PartyDesk bureau;
  private PartyDesk mall;
  private String person;
  private CitizenDesk citizen;

  @BeforeEach
  @SuppressWarnings("NullAway") // VaultWorld has set the fields.
  void begin() {
    consent.reset();
    rows = new Rows(database);
    bureau = new PartyDesk("bureau-north", "bureau", consent);
    mall = new PartyDesk("mall-east", "platform", consent);
    person = idCard();
    mall.deposit(
        line(person, "SHOPPING.AGGREGATE", ""),
        line(person, "BNPL.PERFORMANCE", ADVERSE),
        line(person, "BNPL.PERFORMANCE", ADVERSE + ",\"endedOn\":\"2026-02-01\""));
    new PartyDesk("ride-west", "platform", consent).deposit(line(person, "TRAVEL.AGGREGATE", ""));
    citizen = new CitizenDesk(bureau.subject(person));
  }

  @AfterEach
  void repair() {
    log.faults().goAway(false);
    consent.reset();
  }

  private Response release() {
    return bureau.postRelease(
        key(),
        bureau.releaseRequest(
            citizen.subject(),
            "bureau-north",
            List.of(),
            "SHOPPING.AGGREGATE",
            "TRAVEL.AGGREGATE"));
  }

  private List<ScriptedEvent> logged(String type) {
    return log.entries(type).stream()
        .filter(entry -> entry.event().subject().equals(Optional.of(citizen.subject())))
        .toList();
  }

  private String count(String sql) {
    return rows.one(sql, citizen.subject());
  }

  /** Before it is known here that the log has the first one, the second has taken all keys. */
  @Test
  void erase_ofOneProvider_thatOneOfEverythingOvertakes_isDoneAllTheSame() throws Exception {
    RefusedWrites.during(
        "erasure",
        "new.state = 'LOGGED' and new.provider = 'ride-west'",
        () -> {
          assertThat(citizen.erase(Map.of("provider", "ride-west")).statusCode()).isEqualTo(503);
          assertThat(citizen.erase(Map.of()).jsonPath().getString("state")).isEqualTo("ERASED");
        });

    Rows.await(
        () ->
            count("select string_agg(distinct state, ' ') from erasure where subject = ?")
                .equals("ERASED"));
    assertThat(logged("record.erased")).hasSize(2);
    assertThat(count("select count(*) from data_key where subject = ? and source = 'ride-west'"))
        .isEqualTo("0");
  }

  @Test
  void erasureThatCannotGoOn_keepsNobodyWaiting() {
    String stuck = begunDuringARelease();
    rows.execute(
        "update erasure set sealed_wish = decode(repeat('00', 80), 'hex') where subject = ?",
        stuck);
    person = idCard();
    mall.deposit(line(person, "SHOPPING.AGGREGATE", ""));
    citizen = new CitizenDesk(bureau.subject(person));
    String behind = begunDuringARelease();
    rows.execute("update release set state = 'SENT' where subject in (?, ?)", stuck, behind);

    erasures.resume();

    assertThat(citizen.get("/v1/me/erasures").jsonPath().getString("erasures[0].state"))
        .isEqualTo("ERASED");
    assertThat(rows.one("select state from erasure where subject = ?", stuck)).isEqualTo("LOGGED");
    rows.execute("delete from erasure where subject = ?", stuck);
  }

  /** The person's token. */
  private String begunDuringARelease() {
    assertThat(release().statusCode()).isEqualTo(200);
    rows.execute("update release set state = 'INTENT' where subject = ?", citizen.subject());
    citizen.erase(Map.of()).then().statusCode(202);
    return citizen.subject();
  }

  /** Otherwise what is sealed in between would be stored under a key that is gone. */
  @Test
  void erase_ofOneProvider_waitsForWhoStoresAboutThePerson() {
    CompletableFuture<Response> response;
    try (HeldRow held =
        HeldRow.of(
            database, "select 1 from subject where token = ? for key share", citizen.subject())) {
      response = held.waiting(() -> citizen.erase(Map.of("provider", "ride-west")));
    }

    assertThat(response.join().jsonPath().getString("state")).isEqualTo("ERASED");
  }

  @Test
  void releaseAndObjection_waitForTheErasureUnderWay() {
    String record = citizen.get("/v1/me/records").jsonPath().getString("records[0].record");
    String erasing = "select 1 from subject where token = ? for update";
    CompletableFuture<Response> released;
    CompletableFuture<Response> filed;

    try (HeldRow held = HeldRow.of(database, erasing, citizen.subject())) {
      released = held.waiting(this::release);
    }
    assertThat(released.join().jsonPath().getList("releases")).hasSize(2);
    try (HeldRow held = HeldRow.of(database, erasing, citizen.subject())) {
      filed =
          held.waiting(
              () ->
                  citizen.post(
                      "/v1/me/objections",
                      Map.of("records", List.of(record), "statement", "Not mine.")));
    }

    String objection = filed.join().jsonPath().getString("objection");
    assertThat(objection).startsWith("obj_");
    mall.post(
            "/v1/objections/{id}/answer",
            Map.of("outcome", "REJECTED", "answer", "It is."),
            objection)
        .then()
        .statusCode(200);
  }
}
