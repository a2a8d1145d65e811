package dev.tallystick.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class RightRulesTest {
  private final World world = World.standard();

  private Optional<String> request(String by, boolean evidence, boolean contraryWish) {
    return RightRules.request(world.state(), by, evidence, contraryWish, world.now(), world.shelf())
        .refusal()
        .map(Decision.Refusal::code);
  }

  private Optional<String> refuse(String reason, String route) {
    return RightRules.refusal(world.state(), reason, route, world.now(), world.shelf())
        .refusal()
        .map(Decision.Refusal::code);
  }

  @Test
  void r49_nextOfKinNeedEvidenceAndNoContraryWish() {
    assertThat(request("NEXT_OF_KIN", false, false)).contains("KINSHIP_UNVERIFIED");
    assertThat(request("NEXT_OF_KIN", true, false)).isEmpty();
    assertThat(request("NEXT_OF_KIN", true, true)).contains("KINSHIP_UNVERIFIED");
    assertThat(request("SELF", false, true)).as("the person").isEmpty();
    assertThat(request("AGENT", false, false)).contains("KINSHIP_UNVERIFIED");
    assertThat(request("AGENT", true, true)).as("an agent is no kin").isEmpty();
  }

  @Test
  void r44_refusalSaysWhyAndWhereToComplain() {
    assertThat(refuse("held by law until 2027", "the court at the harbour")).isEmpty();
    assertThat(refuse(" ", "the court at the harbour")).contains("REASON_REQUIRED");
    assertThat(refuse("held by law until 2027", "")).contains("REASON_REQUIRED");
  }
}
