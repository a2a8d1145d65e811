package dev.tallystick.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tallystick.houserules.TestClock;
import dev.tallystick.keys.SigningKey;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartyDirectoryTest {
  private static final Instant START = Instant.parse("2026-11-27T10:00:00Z");
  private static final SigningKey KEY = SigningKey.draw();
  private static final String PATH = "/v1/parties/bank-hill";

  private final AtomicReference<Instant> now = new AtomicReference<>(START);
  private ConsentSite site;
  private PartyDirectory directory;

  @BeforeEach
  void open() throws IOException {
    site = new ConsentSite();
    directory = new PartyDirectory(site::client, TestClock.of(now::get));
  }

  @AfterEach
  void close() {
    site.close();
  }

  private static String bankHill(String use, String validTo) {
    return """
    {"party":"bank-hill","role":"LENDER","suspended":false,
     "keys":[{"use":"%s","thumbprint":"of-this-key","jwk":%s,"validFrom":"2026-11-01T00:00:00.000Z","validTo":"%s"}]}"""
        .formatted(use, KEY.verificationKey().toJwk(), validTo);
  }

  @Test
  void find_givesRoleAndKeysInTheirTime() {
    site.put(PATH, bankHill("SIGN", "2026-12-01T00:00:00.000Z"));

    DirectoryParty party = directory.find("bank-hill").orElseThrow();

    assertThat(party.role()).isEqualTo("LENDER");
    assertThat(party.suspended()).isFalse();
    assertThat(party.keyIdsAt(START)).containsExactly(KEY.verificationKey().keyId());
    assertThat(party.keysAt(START).find(KEY.verificationKey().keyId())).isPresent();
    assertThat(party.keyIdsAt(Instant.parse("2026-10-31T23:59:59.999Z"))).isEmpty();
    assertThat(party.keyIdsAt(Instant.parse("2026-12-01T00:00:00Z"))).isEmpty();
  }

  @Test
  void find_leavesOutKeysThatDoNotSign() {
    site.put(PATH, bankHill("ENCRYPT", "2026-12-01T00:00:00.000Z"));

    DirectoryParty bank = directory.find("bank-hill").orElseThrow();
    assertThat(bank.keyIdsAt(START)).isEmpty();
    assertThat(bank.opensWith("of-this-key", START)).isTrue();
    assertThat(bank.opensWith("of-this-key", Instant.parse("2026-12-01T00:00:00Z"))).isFalse();
    assertThat(bank.opensWith("of-another", START)).isFalse();
  }

  @Test
  void find_remembersForTenSeconds_alsoThatThereIsNone() {
    assertThat(directory.find("bank-hill")).isEmpty();
    site.put(PATH, bankHill("SIGN", "2026-12-01T00:00:00.000Z"));

    now.set(START.plus(Duration.ofMillis(9_999)));
    assertThat(directory.find("bank-hill")).isEmpty();
    assertThat(site.asked).hasSize(1);
    now.set(START.plusSeconds(10));
    assertThat(directory.find("bank-hill")).isPresent();
  }

  @Test
  void find_doesNotAskAboutWhatIsNoId() {
    assertThat(directory.find("../keys")).isEmpty();
    assertThat(directory.find("")).isEmpty();
    assertThat(site.asked).isEmpty();
  }

  @Test
  void find_isRefusedWhenThereIsNoAnswer_andAsksAgain() {
    site.failWith(503);
    assertThatThrownBy(() -> directory.find("bank-hill")).isInstanceOf(ConsentUnavailable.class);
    site.failWith(0);
    site.put(PATH, "{\"party\":\"bank-hill\",\"keys\":[7]}");
    assertThatThrownBy(() -> directory.find("bank-hill")).isInstanceOf(ConsentUnavailable.class);
    site.put(PATH, bankHill("SIGN", "2026-12-01T00:00:00.000Z"));

    assertThat(directory.find("bank-hill")).isPresent();
  }
}
