package dev.tallystick.local.realm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentitiesTest {
  @Test
  void parse_readsTheThreeKinds() {
    Identities identities =
        Identities.parse(
            """
            # a comment

            service data-vault consent-service,audit-service
            service audit-service -
            party   bank-hill lender
            person  clerk lender Hugo Glen bank-hill hill-1 -
            """);

    assertThat(identities.all())
        .containsExactly(
            new Identity.Service("data-vault", List.of("consent-service", "audit-service")),
            new Identity.Service("audit-service", List.of()),
            new Identity.Organisation("bank-hill", "lender"),
            new Identity.Person(
                "clerk",
                "lender",
                "Hugo",
                "Glen",
                Optional.of("bank-hill"),
                Optional.of("hill-1"),
                Optional.empty()));
  }

  @Test
  void parse_refusesWhatItDoesNotKnow() {
    for (String line :
        List.of(
            "robot r2 citizen",
            "party bank-hill",
            "party bank-hill king",
            "service portal nowhere",
            "person clerk lender Hugo")) {
      assertThatThrownBy(() -> Identities.parse(line))
          .as(line)
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(line);
    }
  }

  @Test
  void parse_refusesANameThatOccursTwice() {
    assertThatThrownBy(() -> Identities.parse("party a bureau\nservice a -"))
        .hasMessage("two identities are called a");
  }

  @Test
  void local_hasEveryPartOfTheSuiteAndWhomItCalls() {
    assertThat(calls("consent-service")).containsExactly("audit-service");
    assertThat(calls("data-vault")).containsExactlyInAnyOrder("consent-service", "audit-service");
    assertThat(calls("bureau-service"))
        .containsExactlyInAnyOrder("data-vault", "consent-service", "audit-service");
    assertThat(calls("audit-service")).isEmpty();
  }

  @Test
  void local_givesEveryLenderAClerk() {
    List<Identity> all = Identities.local().all();
    List<String> lenders =
        all.stream()
            .filter(Identity.Organisation.class::isInstance)
            .filter(identity -> identity.role().equals("lender"))
            .map(Identity::name)
            .toList();

    List<String> employers =
        all.stream()
            .filter(Identity.Person.class::isInstance)
            .map(Identity.Person.class::cast)
            .filter(person -> person.staff().isPresent())
            .map(person -> person.party().orElseThrow())
            .toList();

    assertThat(employers).containsExactlyInAnyOrderElementsOf(lenders).isNotEmpty();
  }

  private static List<String> calls(String name) {
    return Identities.local()
        .find(name)
        .orElseThrow()
        .match(Identity.Service::calls, organisation -> List.of("?"), person -> List.of("?"));
  }
}
