package dev.tallystick.consent.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.houserules.PostgresResource;
import dev.tallystick.houserules.log.LogResource;
import dev.tallystick.keys.InMemoryKms;
import dev.tallystick.keys.Kms;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.oidc.server.OidcWiremockTestResource;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(LogResource.class)
@WithTestResource(PostgresResource.class)
@WithTestResource(OidcWiremockTestResource.class)
class SigningKeysTest {
  @Inject SigningKeys keys;
  @Inject SigningKeyRepository repository;
  @Inject Kms kms;
  @Inject Clock clock;

  @Test
  void secondReplica_signsWithTheSameKey() {
    SigningKeys replica = new SigningKeys(kms, repository, clock);

    assertThat(replica.current().verificationKey()).isEqualTo(keys.current().verificationKey());
    assertThat(replica.published()).isEqualTo(keys.published());
  }

  @Test
  void addFirst_whenAKeyIsInUse_changesNothing() {
    repository.addFirst(new SealedSigningKeys(kms).draw(clock.instant()));

    assertThat(repository.newestFirst())
        .singleElement()
        .extracting(row -> row.kid)
        .isEqualTo(keys.current().verificationKey().keyId());
  }

  @Test
  void replicaWithoutTheKeyFolder_doesNotStart() {
    assertThatThrownBy(() -> new SigningKeys(new InMemoryKms(), repository, clock))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("consent-signing");
  }
}
