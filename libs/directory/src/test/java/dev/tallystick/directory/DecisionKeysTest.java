package dev.tallystick.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.keys.SigningKey;
import dev.tallystick.keys.VerificationKey;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DecisionKeysTest {
  private static final String PAGE = "/.well-known/jwks.json";

  private final VerificationKey first = SigningKey.draw().verificationKey();
  private final VerificationKey second = SigningKey.draw().verificationKey();
  private ConsentSite site;
  private DecisionKeys keys;

  @BeforeEach
  void open() throws IOException {
    site = new ConsentSite();
    keys = new DecisionKeys(site::client);
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static String page(VerificationKey key) {
    return "{\"keys\":[" + key.toJwk() + "]}";
  }

  @Test
  void find_asksForKeysThatAreNotKnown_andKeepsThoseThatWere() {
    site.put(PAGE, page(first));
    assertThat(keys.find(first.keyId())).contains(first);
    site.put(PAGE, page(second));

    assertThat(keys.find(second.keyId())).contains(second);
    assertThat(keys.find(first.keyId())).contains(first);
    assertThat(site.asked).hasSize(2);
  }

  @Test
  void find_hasNoKeyWhenThePageIsNotOfTheAgreedForm() {
    for (String page : new String[] {"[]", "{}", "{\"keys\":[1]}", "no JSON"}) {
      site.put(PAGE, page);

      assertThat(keys.find(first.keyId())).as(page).isEmpty();
    }
  }

  @Test
  void find_isRefusedWhenThereIsNoAnswer() {
    site.failWith(500);

    assertThatThrownBy(() -> keys.find(first.keyId())).isInstanceOf(ConsentUnavailable.class);
  }
}
