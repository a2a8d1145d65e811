package dev.tallystick.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.events.json.JsonArray;
import dev.tallystick.events.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class EventTypesTest {
  private static final String PERSON_LABEL = EventLabels.ofSubject("sub_" + "a".repeat(26)).hex();
  private static final String CONSENT = "con_019ca5d3-6a51-7d2f-8a3c-0f1e2d3c4b5a";

  /** Every type there is, with the number that stands for it in databases: neither ever changes. */
  private static final String CODES =
      """
      10 party.registered      11 party.suspended       12 party.restored
      13 party.key.registered  14 party.key.revoked     15 licence.recorded
      16 licence.revoked       17 ownership.recorded    18 agreement.filed
      19 agreement.terminated  20 plan.filed            21 product.registered
      22 product.retired       23 tariff.published      24 assessment.filed
      25 pack.activated        26 obligation.set        27 obligation.reported
      28 obligation.missed     29 audit.reported        36 model.activated
      39 party.enrolment.issued
      40 notice.presented      41 consent.given         42 consent.refused
      43 consent.rejected      44 consent.withdrawn     45 consent.expired
      46 freeze.set            47 freeze.lifted         48 identity.linked
      49 identity.unlinked     50 stop.settled
      51 identity.claimed      52 identity.disputed
      60 records.deposited     61 record.corrected      62 record.annotated
      63 record.restricted     64 record.expired        65 derived.created
      66 erasure.started       67 record.erased
      80 data.denied           81 data.released         82 data.received
      83 data.undelivered      84 data.destroyed        85 fee.reversed
      86 invoice.issued        87 loan.opened           88 loan.closed
      89 decision.reported     90 self-report.issued    95 settlement.issued
      110 right.requested      111 right.fulfilled      112 right.refused
      113 objection.filed      114 objection.resolved   115 objection.overdue
      116 complaint.filed      117 complaint.answered   118 downstream.notified
      119 downstream.answered  120 complaint.accepted
      121 complaint.withdrawn
      130 anomaly.raised       131 anomaly.cleared      132 service.suspended
      133 service.restored     134 audit.read           135 staff.read
      136 conflict.flagged     137 breach.detected      138 breach.authority-told
      139 breach.people-told   140 entry.unsealed       141 opening.deleted
      150 admin.acted          151 approval.proposed    152 approval.given
      153 approval.refused     154 key.restored
      160 index.root           161 log.key.added        162 log.key.retired
      163 witness.added        164 clock.acknowledged
      """;

  private static Map<String, Integer> codes() {
    Map<String, Integer> codes = new LinkedHashMap<>();
    Pattern.compile("(\\d+) ([a-z.-]+)")
        .matcher(CODES)
        .results()
        .forEach(found -> codes.put(found.group(2), Integer.valueOf(found.group(1))));
    return codes;
  }

  private static List<String> namesWhere(Predicate<EventType> condition) {
    return EventTypes.all().stream().filter(condition).map(EventType::shortName).toList();
  }

  @Test
  void all_isTheListOfTheFormatWithItsCodes() {
    Map<String, Integer> found = new LinkedHashMap<>();
    EventTypes.all().forEach(type -> found.put(type.shortName(), type.code()));

    assertThat(found).containsExactlyEntriesOf(codes());
  }

  @Test
  void find_knowsTheNameOnTheWireAlone() {
    EventType released = EventTypes.get("data.released");

    assertThat(released.name()).isEqualTo("dev.tallystick.data.released.v1");
    assertThat(EventTypes.find(released.name())).containsSame(released);
    assertThat(EventTypes.findByCode(81)).containsSame(released);
    assertThat(EventTypes.find("data.released")).isEmpty();
    assertThat(EventTypes.find("dev.tallystick.data.released.v2")).isEmpty();
    assertThat(EventTypes.findByCode(9)).isEmpty();
    assertThatThrownBy(() -> EventTypes.get("data.sold"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void deferrable_isWhatAnOutageMayDelay() {
    assertThat(namesWhere(EventType::deferrable))
        .containsExactlyInAnyOrder(
            "consent.withdrawn",
            "freeze.set",
            "erasure.started",
            "identity.linked",
            "identity.unlinked",
            "identity.claimed",
            "identity.disputed",
            "data.received",
            "data.denied",
            "data.undelivered",
            "fee.reversed",
            // What a service has done by the time that it says so.
            "breach.people-told",
            "record.corrected",
            "complaint.filed",
            "complaint.accepted",
            "complaint.answered",
            "complaint.withdrawn",
            "audit.reported",
            "record.annotated",
            "record.restricted",
            "record.expired",
            "record.erased",
            // What was done in the provider's console is told afterwards.
            "admin.acted",
            "right.requested",
            "right.fulfilled",
            "objection.filed",
            "objection.resolved",
            "objection.overdue",
            "downstream.notified",
            "downstream.answered",
            "conflict.flagged",
            "obligation.missed",
            "anomaly.raised",
            "anomaly.cleared");
  }

  @Test
  void restsOn_isEmptyForWhatNarrows() {
    // These take effect whatever else has happened, so nothing may be able to hold them up.
    List<String> narrowing =
        Stream.of(
                "party.suspended",
                "party.key.revoked",
                "licence.revoked",
                "agreement.terminated",
                "product.retired",
                "consent.withdrawn",
                "freeze.set",
                "erasure.started",
                "identity.unlinked",
                "identity.disputed",
                "data.undelivered",
                "data.destroyed",
                "loan.closed",
                "objection.filed",
                "service.suspended")
            .toList();

    for (String name : narrowing) {
      EventType type = EventTypes.get(name);
      assertThat(type.restsOnPrefixes()).as(name).isEmpty();
      assertThat(type.advances()).as(name).isNotEmpty();
    }
  }

  @Test
  void restsOn_isMovedBySomeTypeOtherwiseItWouldGuardNothing() {
    for (String prefix : EventTypes.common().guards().keySet()) {
      assertThat(namesWhere(type -> type.movedPrefixes().contains(prefix))).as(prefix).isNotEmpty();
      assertThat(namesWhere(type -> type.restsOnPrefixes().contains(prefix)))
          .as(prefix)
          .isNotEmpty();
    }
  }

  @Test
  void mayRestOn_takesTheTypesFamiliesInTheirForm() {
    EventType released = EventTypes.get("data.released");

    assertThat(released.mayRestOn("consent/" + CONSENT)).isTrue();
    assertThat(released.mayRestOn("freeze/" + PERSON_LABEL)).isTrue();
    assertThat(released.mayRestOn("pack/cn")).isTrue();
    assertThat(released.mayRestOn("self-report/" + PERSON_LABEL + "/" + PERSON_LABEL)).isFalse();
    for (String key :
        List.of(
            "",
            "consent",
            "consent/",
            "/" + CONSENT,
            "consents/" + CONSENT,
            "consent/" + CONSENT + "/",
            "consent/" + CONSENT + "/x",
            "freeze/sub_" + "a".repeat(26),
            "party/bank-riverside",
            "charge/" + PERSON_LABEL,
            "pack/CN")) {
      assertThat(released.mayRestOn(key)).as(key).isFalse();
    }
  }

  @Test
  void mayAdvance_takesWhatTheTypeMoves() {
    EventType released = EventTypes.get("data.released");

    assertThat(released.mayAdvance("use/" + CONSENT)).isTrue();
    assertThat(released.mayAdvance("consent/" + CONSENT)).isFalse();
    assertThat(EventTypes.get("consent.withdrawn").mayAdvance("consent/" + CONSENT)).isTrue();
    assertThat(EventTypes.get("consent.withdrawn").mayRestOn("consent/" + CONSENT)).isFalse();
    assertThat(EventTypes.get("audit.read").mayAdvance("consent/" + CONSENT)).isFalse();
  }

  @Test
  void mayAdvance_takesWhatThisVeryEventMoves() {
    JsonObject withdrawal = JsonObject.builder().put("consent", CONSENT).build();
    String other = "consent/" + CONSENT.replaceAll(".$", "0");
    EventType withdrawn = EventTypes.get("consent.withdrawn");

    assertThat(withdrawn.mayAdvance("consent/" + CONSENT, Optional.empty(), withdrawal)).isTrue();
    assertThat(withdrawn.mayAdvance(other)).as("well written").isTrue();
    assertThat(withdrawn.mayAdvance(other, Optional.empty(), withdrawal)).isFalse();
  }

  @Test
  void mayAdvance_ofARelease_isItsOwnChargeAndTheConsentsItUses() {
    String person = "sub_" + "a".repeat(26);
    String product = "prd_019c1190-5e80-771c-8ffb-2d5d001ab037";
    JsonObject release =
        JsonObject.builder()
            .put("from", "bureau-north")
            .put("to", "bank-riverside")
            .put("product", product)
            .put(
                "consents",
                JsonArray.of(
                    List.of(JsonObject.builder().put("id", CONSENT).put("version", 1).build())))
            .build();
    String bureau = EventLabels.ofParty("bureau-north").hex();
    String bank = EventLabels.ofParty("bank-riverside").hex();
    String charge = "charge/" + bureau + "/" + bank + "/" + PERSON_LABEL + "/" + product;
    String swapped = "charge/" + bank + "/" + bureau + "/" + PERSON_LABEL + "/" + product;
    String otherProduct = charge.replaceAll(".$", "0");
    String otherUse = "use/" + CONSENT.replaceAll(".$", "0");

    assertThat(mayAdvance("data.released", charge, person, release)).isTrue();
    assertThat(mayAdvance("data.released", "use/" + CONSENT, person, release)).isTrue();
    assertThat(mayAdvance("data.released", swapped, person, release)).isFalse();
    assertThat(mayAdvance("data.released", otherProduct, person, release)).isFalse();
    assertThat(mayAdvance("data.released", otherUse, person, release)).isFalse();
    assertThat(mayAdvance("data.released", charge, "sub_" + "b".repeat(26), release)).isFalse();
    assertThat(mayAdvance("fee.reversed", otherProduct, person, release))
        .as("it does not say the product")
        .isTrue();
    assertThat(mayAdvance("fee.reversed", swapped, person, release)).isFalse();
  }

  private static boolean mayAdvance(String type, String key, String subject, JsonObject data) {
    return EventTypes.get(type).mayAdvance(key, Optional.of(subject), data);
  }

  @Test
  void advancedKeys_namePersonsAndPartiesByTheirLabels() {
    JsonObject ownership =
        JsonObject.builder().put("holder", "mall-east").put("held", "bureau-north").build();
    String holder = EventLabels.ofParty("mall-east").hex();
    String held = EventLabels.ofParty("bureau-north").hex();

    assertThat(EventTypes.get("ownership.recorded").advancedKeys(Optional.empty(), ownership))
        .containsExactlyInAnyOrder("party/" + holder, "party/" + held);
    assertThat(
            EventTypes.get("freeze.set")
                .advancedKeys(Optional.of("sub_" + "a".repeat(26)), JsonObject.EMPTY))
        .containsExactly("freeze/" + PERSON_LABEL);
  }

  @Test
  void indexKeys_areThePersonAndThePartiesThatAreThere() {
    JsonObject denial = JsonObject.builder().put("caller", "ride-west").put("to", "lender").build();
    JsonObject bulk = JsonObject.builder().put("auditor", "auditor-7").put("kind", "BULK").build();
    JsonObject single =
        JsonObject.builder().put("auditor", "auditor-7").put("kind", "SUBJECT").build();

    assertThat(EventTypes.get("data.denied").indexKeys(Optional.of("sub_x"), denial))
        .containsExactly("party/lender", "party/ride-west", "subject/sub_x");
    assertThat(EventTypes.get("audit.read").indexKeys(Optional.empty(), bulk))
        .containsExactly("auditor/auditor-7", "bulk-read");
    assertThat(EventTypes.get("audit.read").indexKeys(Optional.of("sub_x"), single))
        .containsExactly("auditor/auditor-7", "subject/sub_x");
  }

  @Test
  void labelRule_followsFromTheRoles() {
    assertThat(EventTypes.get("data.released").labelRule()).isEqualTo(Presence.REQUIRED);
    assertThat(EventTypes.get("anomaly.raised").labelRule()).isEqualTo(Presence.OPTIONAL);
    assertThat(namesWhere(type -> type.labelRule() == Presence.FORBIDDEN))
        .containsExactly(
            "opening.deleted",
            "key.restored",
            "index.root",
            "log.key.added",
            "log.key.retired",
            "witness.added",
            "clock.acknowledged");
  }

  @Test
  void openTo_opensAReleasesInternalPartToItsRecipient() {
    EventType released = EventTypes.get("data.released");

    assertThat(released.openTo(PartName.INTERNAL))
        .containsExactlyInAnyOrder(Opener.RELEASE_1_RECIPIENT, Opener.AUDITORS);
    assertThat(released.openTo(PartName.BODY))
        .containsExactlyInAnyOrder(Opener.SUBJECT, Opener.PARTIES, Opener.AUDITORS);
    assertThat(released.openTo(PartName.STUB)).contains(Opener.INDEX_WITNESSES);
    for (PartName part : PartName.values()) {
      assertThat(EventTypes.get("index.root").openTo(part)).containsExactly(Opener.PUBLIC);
    }
  }

  @Test
  void conditions_areDecidedByRequiredFieldsWithSuchValues() {
    for (EventType type : EventTypes.all()) {
      Stream.concat(Stream.of(type.data()), type.internal().stream())
          .flatMap(fields -> fields.specs().stream())
          .forEach(
              spec -> {
                Condition condition = spec.condition();
                if (condition != null) {
                  FieldSpec deciding = type.data().find(condition.field()).orElseThrow();
                  assertThat(deciding.presenceIn(JsonObject.EMPTY))
                      .as("%s: %s", type, spec.name())
                      .isEqualTo(Presence.REQUIRED);
                  assertThat(deciding.notation().substring("enum ".length()).split(" ", -1))
                      .as("%s: %s", type, spec.name())
                      .contains(condition.values().toArray(String[]::new));
                }
              });
    }
  }

  @Test
  void openTo_namesThoseWhoCanBeThere() {
    for (EventType type : EventTypes.all()) {
      Set<Opener> openers = type.openTo(PartName.BODY);
      if (openers.contains(Opener.PUBLIC)) {
        assertThat(openers).as(type.shortName()).containsExactly(Opener.PUBLIC);
        continue;
      }
      boolean hasParties =
          type.labels().values().stream().anyMatch(key -> key.notation().startsWith("party/"));
      assertThat(openers).as(type.shortName()).containsAnyOf(Opener.AUDITORS, Opener.ALL_AUDITORS);
      assertThat(openers.contains(Opener.PARTIES)).as(type.shortName()).isEqualTo(hasParties);
      boolean namesTwo =
          type.labels().values().stream().anyMatch(key -> key.notation().contains("{linked}"));
      assertThat(openers.contains(Opener.SUBJECT))
          .as(type.shortName())
          .isEqualTo(type.subjectRule() != Presence.FORBIDDEN && !namesTwo);
      assertThat(openers.contains(Opener.BOTH_SUBJECTS)).as(type.shortName()).isEqualTo(namesTwo);
    }
  }

  @Test
  void appenders_areServicesAndOnlyTheLogsOwnerWritesAboutTheLog() {
    Set<String> services =
        Set.of("consent-service", "data-vault", "bureau-service", "audit-service");

    for (EventType type : EventTypes.all()) {
      assertThat(type.appenders()).as(type.shortName()).isNotEmpty();
      assertThat(services).as(type.shortName()).containsAll(type.appenders());
      assertThat(services).as(type.shortName()).containsAll(type.readers());
    }
    assertThat(EventTypes.get("index.root").appenders()).containsExactly("audit-service");
    assertThat(namesWhere(type -> type.appenders().contains("audit-service")))
        .as("what consent-service alone may say")
        .doesNotContain("consent.given", "party.registered", "pack.activated", "data.released");
  }
}
