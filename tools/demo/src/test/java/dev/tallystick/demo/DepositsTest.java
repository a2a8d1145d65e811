package dev.tallystick.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.events.json.CanonicalJson;
import dev.tallystick.events.json.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DepositsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T01:40:00Z");

  @Test
  void ofCrowd_isTheSameEachTime() {
    for (String platform : Cast.platforms()) {
      assertThat(new Deposits(1, NOW).ofCrowd(platform))
          .as(platform)
          .isEqualTo(new Deposits(1, NOW).ofCrowd(platform))
          .isNotEmpty();
    }
  }

  @Test
  void ofCrowd_reachesEverybodyAndEveryCategory() {
    Set<Object> people = new HashSet<>();
    for (String platform : Cast.platforms()) {
      List<JsonObject> lines = new Deposits(1, NOW).ofCrowd(platform);
      lines.forEach(line -> people.add(line.getObject("identifier")));

      assertThat(lines.stream().map(line -> line.getString("category")).distinct().toList())
          .as(platform)
          .containsExactlyInAnyOrderElementsOf(Deposits.categories(platform));
    }

    assertThat(people).hasSize(Deposits.PEOPLE);
  }

  @Test
  void line_ofWhatIsSoldOrRefused_holdsACanary() {
    Deposits deposits = new Deposits(1, NOW);
    for (String category :
        List.of("PAYMENT.SUMMARY", "SHOPPING.AGGREGATE", "SHOPPING.HEALTH", "TRAVEL.AGGREGATE")) {
      JsonObject line = deposits.line("mall-east", new InventedPerson(7).identifier(), category);
      String fields = CanonicalJson.text(line.getObject("fields"));
      String identifier = CanonicalJson.text(line.getObject("identifier"));

      assertThat(Canaries.patterns())
          .as(fields)
          .anyMatch(canary -> canary.matcher(fields).find())
          .anyMatch(canary -> canary.matcher(identifier).find());
    }
  }

  /** A person who looks at their own records sees what could be. */
  @Test
  void line_readsLikeLife() {
    Deposits deposits = new Deposits(1, NOW);
    for (int person = 0; person < 100; person++) {
      for (String platform : Cast.platforms()) {
        for (String category : Deposits.categories(platform)) {
          JsonObject line =
              deposits.line(platform, new InventedPerson(person).identifier(), category);
          String fields = CanonicalJson.text(line.getObject("fields"));

          assertThat(fields)
              .as(category)
              .doesNotContainIgnoringCase("canary")
              .doesNotContainPattern("[0-9]{8}");
        }
      }
    }
  }

  @Test
  void canaries_areFoundWhereTheyAreQuoted_andNotInsideOtherNumbers() {
    assertThat(found("{\"inflow\":1283917,\"x\":1}")).isTrue();
    assertThat(found("inflow=1283917")).isTrue();
    assertThat(found("order QUILLINGHURST_HOME")).isTrue();
    assertThat(found("no record of quillinghurst/004711")).isTrue();
    assertThat(found("a1283917f")).as("part of a hash").isFalse();
    assertThat(found("jvm_memory_used_bytes 1283917.0")).as("a measure").isFalse();
  }

  private static boolean found(String text) {
    return Canaries.patterns().stream().anyMatch(canary -> canary.matcher(text).find());
  }

  @Test
  void idCard_hasItsCheckCharacterAndBelongsToOnePerson() {
    Set<String> cards = new HashSet<>();
    for (int i = 0; i < 2_000; i++) {
      String card = new InventedPerson(i).idCard();

      assertThat(card).matches("999999[12][0-9]{10}[0-9X]");
      assertThat(cards.add(card)).as("person %d", i).isTrue();
      assertThat(checksum(card)).as(card).isEqualTo(1);
    }
  }

  /** ISO 7064, MOD 11-2: the weighted sum of all characters is 1. */
  private static int checksum(String card) {
    int sum = 0;
    for (int i = 0; i < card.length(); i++) {
      int value = card.charAt(i) == 'X' ? 10 : card.charAt(i) - '0';
      sum = (sum + value) * (i == card.length() - 1 ? 1 : 2) % 11;
    }
    return sum;
  }

  @Test
  void protagonists_areNotOfTheCrowd() {
    String card = new InventedPerson(1_000_001).idCard();

    for (int i = 0; i < Deposits.PEOPLE; i++) {
      assertThat(new InventedPerson(i).idCard()).isNotEqualTo(card);
    }
  }
}
