package dev.tallystick.local.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.Identity;
import dev.tallystick.local.state.SuiteFolder;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownIdentitiesTest {
  @TempDir private Path home;

  @Test
  void add_isKnownUntilTheStateIsWiped() throws Exception {
    SuiteFolder folder = SuiteFolder.open(home.resolve("suite"));
    KnownIdentities known = new KnownIdentities(folder);
    Identity lender = new Identity.Organisation("bank-dell", "lender");
    Identity clerk =
        new Identity.Person(
            "clerk-dell",
            "lender",
            "Person",
            "clerk-dell",
            Optional.of("bank-dell"),
            Optional.of("clerk-dell"),
            Optional.empty());

    known.add(lender);
    known.add(clerk);

    assertThat(known.all().find("bank-dell")).contains(lender);
    assertThat(known.all().find("clerk-dell")).contains(clerk);
    assertThat(known.all().all()).hasSize(Identities.local().all().size() + 2);
    folder.wipe();
    assertThat(known.all()).isEqualTo(Identities.local());
  }

  @Test
  void line_isReadBackForEveryIdentity() {
    for (Identity identity : Identities.local().all()) {
      Identities read = new Identities(List.of()).with(identity.line());

      assertThat(read.all()).containsExactly(identity);
    }
  }
}
