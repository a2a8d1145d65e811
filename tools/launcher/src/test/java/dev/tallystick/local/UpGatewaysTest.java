package dev.tallystick.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose gateways run with the suite. */
class UpGatewaysTest {
  private static Set<String> gateways(String... words) throws Exception {
    return UpCommand.gateways(Arguments.parse(List.of(words), Path.of("/checkout/.tallystick")));
  }

  @Test
  void up_runsThatOfTheDemonstrationsBank_andThoseThatAreNamed() throws Exception {
    assertThat(gateways("up")).containsExactly("lake-rural-credit");
    assertThat(gateways("up", "--gateway", "bank-hill", "--gateway", "lake-rural-credit"))
        .containsExactly("lake-rural-credit", "bank-hill");
  }

  @Test
  void partsAlone_orWithoutOne_runThoseThatAreNamed() throws Exception {
    assertThat(gateways("up", "--only", "postgres")).isEmpty();
    assertThat(gateways("up", "--without-gateway")).isEmpty();
    assertThat(gateways("up", "--without-gateway", "--gateway", "bank-hill"))
        .containsExactly("bank-hill");
  }
}
