package dev.tallystick.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tallystick.keys.ClientKey;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code deploy/prepare} draws: usable, closed to others, and the same the second time. */
class PrepareTest {
  @TempDir private Path temp;
  private Path folder;

  @BeforeEach
  void prepare() throws Exception {
    assertThat(Tool.orSkip("openssl", "openssl")).isNotNull();
    folder = Prepared.in(temp.resolve("secrets"));
  }

  @Test
  void realm_hasTheServicesKeysAndPrometheussSecret() throws Exception {
    JsonNode realm = Checkout.JSON.readTree(folder.resolve("realm.json").toFile());
    Map<String, JsonNode> clients = new TreeMap<>();
    realm.get("clients").forEach(each -> clients.put(each.get("clientId").asText(), each));
    for (String service : List.of("consent-service", "data-vault", "bureau-service")) {
      ClientKey key = ClientKey.read(folder.resolve("clients/" + service + ".pem"));
      JsonNode registered =
          Checkout.JSON.readTree(
              Objects.requireNonNull(clients.get(service)).at("/attributes/jwks.string").asText());
      assertThat(registered).isEqualTo(Checkout.JSON.readTree(key.jwks()));
    }
    JsonNode prometheus = Objects.requireNonNull(clients.get("prometheus"));
    assertThat(prometheus.get("enabled").asBoolean()).isTrue();
    assertThat(prometheus.get("secret").asText())
        .isEqualTo(Files.readString(folder.resolve("passwords/prometheus")))
        .hasSizeGreaterThanOrEqualTo(32);
    assertThat(realm.toString())
        .contains(Prepared.PORTAL_HOST)
        .doesNotContain("portal.example.org");
  }

  @Test
  void certificates_areSignedByTheAuthorityAndNameTheirPart() throws Exception {
    X509Certificate authority = certificate("ca");
    for (String part :
        Stream.concat(Checkout.programs().stream(), Stream.of("postgres", "keycloak")).toList()) {
      X509Certificate own = certificate(part);
      own.verify(authority.getPublicKey());
      own.checkValidity();
      assertThat(own.getSubjectAlternativeNames().toString()).contains(part);
    }
    assertThat(certificate("keycloak").getSubjectAlternativeNames().toString())
        .contains(Prepared.ID_HOST);
    KeyStore trust = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve("tls/truststore.p12"))) {
      // As a Java program reads it that is told no password.
      trust.load(in, null);
    }
    assertThat(trust.getCertificate("installation")).isEqualTo(authority);
  }

  private X509Certificate certificate(String name) throws Exception {
    try (InputStream in = Files.newInputStream(folder.resolve("tls/" + name + ".crt"))) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }

  @Test
  void secrets_areClosedToOthers() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        boolean isPublic = file.endsWith("ca.crt") || file.endsWith("truststore.p12");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as(file.toString())
            .isEqualTo(isPublic ? "rw-r--r--" : "rw-------");
      }
    }
    assertThat(Files.readString(folder.resolve("passwords/portal-session"))).hasSize(32);
  }

  @Test
  void secondTime_nothingThatIsThereIsDrawnAgain() throws Exception {
    Map<Path, String> before = contents();
    Prepared.in(folder);
    assertThat(contents()).isEqualTo(before);
  }

  private Map<Path, String> contents() throws Exception {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(
            file,
            new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1));
      }
    }
    return contents;
  }
}
