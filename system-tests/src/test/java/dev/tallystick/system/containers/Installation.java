package dev.tallystick.system.containers;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.tallystick.local.identity.RealmSecrets;
import dev.tallystick.local.identity.Registrar;
import dev.tallystick.local.realm.Identities;
import dev.tallystick.local.realm.RealmTemplate;
import dev.tallystick.local.state.NotAStateFolderException;
import dev.tallystick.local.state.Secrets;
import dev.tallystick.local.state.SuiteFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An installation of containers on this machine: PostgreSQL, Keycloak and Prometheus, and the
 * manifests of {@code deploy/kubernetes} played by {@code deploy/play}. Its realm is that of the
 * demonstration, as nobody is in the one of an installation, and acts of two persons do not wait
 * for days; all else is what {@code deploy/} has. Clients find its parts by their names in the
 * network, at addresses of this machine's own.
 */
final class Installation {
  static final Map<String, Integer> SERVICES =
      new TreeMap<>(
          Map.of(
              "audit-service", 8083,
              "consent-service", 8081,
              "data-vault", 8082,
              "bureau-service", 8084,
              "portal", 8080));

  private static final String NETWORK = "tallystick";
  private static final String ID_HOST = "id.example.org";
  private static final List<String> DATABASES = List.of("audit", "consent", "vault", "bureau");

  /** What those who try the suite out are not made to wait for. */
  private static final String SOON =
      "tallystick.approvals.notice=2S\ntallystick.approvals.acts-per-minute=60\n";

  private final Podman podman;
  private final Path checkout;
  private final Path secrets;
  private final Path overlay;
  private final SuiteFolder home;

  Installation(Podman podman, Path checkout, Path home)
      throws NotAStateFolderException, IOException {
    this.podman = podman;
    this.checkout = checkout;
    this.secrets = podman.folder().resolve("secrets");
    this.overlay = podman.folder().resolve("overlay");
    this.home = SuiteFolder.open(home);
  }

  /** Draws secrets, starts what the suite stands on, and plays the suite. */
  void start() throws IOException, InterruptedException {
    Map<String, String> environment =
        Map.of("PATH", java("bin").toString() + ":" + System.getenv("PATH"));
    var unused =
        Program.run(
            environment, List.of("sh", deploy("prepare").toString(), secrets.toString(), ID_HOST));
    Secrets drawn = drawRealm();
    certifyDatabases();
    podman.run("network", "create", NETWORK);
    startPostgres();
    startKeycloak(drawn);
    writeOverlay();
    await("the realm")
        .atMost(240, SECONDS)
        .until(
            () -> ask(ID_HOST, 443, "/realms/tallystick/.well-known/openid-configuration") == 200);
    play("up", secrets.toString());
    for (Map.Entry<String, Integer> service : SERVICES.entrySet()) {
      await(service.getKey())
          .atMost(240, SECONDS)
          .until(() -> ask(service.getKey(), service.getValue(), "/q/health/ready") == 200);
    }
    startPrometheus();
    writeAddresses();
  }

  private static Path java(String folder) {
    return Path.of(System.getProperty("java.home"), folder);
  }

  private Path deploy(String file) {
    return checkout.resolve("deploy").resolve(file);
  }

  /** Calls the script that an operator calls. */
  String play(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("sh", deploy("play").toString()));
    command.addAll(List.of(words));
    return Program.run(
        Map.of("PODMAN", podman.script(), "NETWORK", NETWORK, "OVERLAY", overlay.toString()),
        command);
  }

  /** The demonstration's realm with the keys that were prepared, and Prometheus's password. */
  private Secrets drawRealm() throws IOException {
    var ownerOnly = PosixFilePermissions.fromString("rwx------");
    Files.createDirectories(home.clientKeys(), PosixFilePermissions.asFileAttribute(ownerOnly));
    for (String service : List.of("consent-service", "data-vault", "bureau-service")) {
      Path key = home.clientKeys().resolve(service + ".pem");
      Files.copy(
          secrets.resolve("clients/" + service + ".pem"), key, StandardCopyOption.REPLACE_EXISTING);
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
    Secrets drawn = Secrets.in(home.secrets());
    // Written over, so that they remain those of the containers' users.
    Files.writeString(
        secrets.resolve("realm.json"),
        new RealmTemplate(Identities.local(), new RealmSecrets(drawn)).json());
    Files.writeString(
        secrets.resolve("passwords/prometheus"),
        drawn.machine(RealmTemplate.SECRET + "prometheus"));
    return drawn;
  }

  /** One server stands for the four of the manifests, so it has all their names. */
  private void certifyDatabases() throws IOException, InterruptedException {
    StringBuilder names = new StringBuilder("subjectAltName=DNS:postgres");
    DATABASES.forEach(each -> names.append(",DNS:").append(each).append("-db-rw"));
    Files.writeString(secrets.resolve("tls/postgres.ext"), names + "\n");
    var unused =
        Program.run(
            Map.of(),
            List.of(
                "sh",
                "-ec",
                """
                cd "$0/tls"
                openssl req -new -key postgres.key -subj /CN=postgres -out postgres.csr
                openssl x509 -req -in postgres.csr -CA ca.crt -CAkey ca.key -CAcreateserial -days 2 -extfile postgres.ext -out postgres.crt
                """,
                secrets.toString()));
  }

  private void startPostgres() throws IOException, InterruptedException {
    List<String> words = hardened("postgres", "postgres");
    DATABASES.forEach(each -> words.set(4, words.get(4) + ",alias=" + each + "-db-rw"));
    words.addAll(
        List.of(
            "--env-file",
            secrets.resolve("postgres.env").toString(),
            "-v",
            "postgres:/var/lib/postgresql",
            "-v",
            deploy("compose/databases.sh") + ":/docker-entrypoint-initdb.d/10-databases.sh:ro",
            "-v",
            deploy("kubernetes/base/guard.sql") + ":/etc/tallystick/guard.sql:ro",
            "-v",
            secrets.resolve("tls/postgres.crt") + ":/etc/postgresql/tls/postgres.crt:ro",
            "-v",
            secrets.resolve("tls/postgres.key") + ":/etc/postgresql/tls/postgres.key:ro",
            Images.POSTGRES));
    podman.run(words.toArray(String[]::new));
    await("PostgreSQL")
        .atMost(120, SECONDS)
        .until(() -> podman.run("logs", "postgres").contains("ready to accept connections"));
  }

  private void startKeycloak(Secrets drawn) throws IOException, InterruptedException {
    List<String> words = hardened("keycloak", ID_HOST);
    // It writes beside its programs when it starts.
    words.removeIf(word -> word.equals("--read-only"));
    words.addAll(
        List.of(
            // Its address has no port, as in a cluster, and it is nobody with rights.
            "--sysctl", "net.ipv4.ip_unprivileged_port_start=0",
            "-e", "KC_HTTPS_PORT=443",
            "-e", "KC_HOSTNAME=https://" + ID_HOST,
            "-e",
                "KC_DB_URL=jdbc:postgresql://postgres:5432/keycloak?sslmode=verify-full&sslrootcert=/etc/tallystick/ca.crt",
            "-e", "KC_DB_USERNAME=keycloak",
            "-e", "KC_HTTPS_CERTIFICATE_FILE=/etc/tallystick/keycloak.crt",
            "-e", "KC_HTTPS_CERTIFICATE_KEY_FILE=/etc/tallystick/keycloak.key",
            "-e", "JAVA_OPTS_APPEND=-XX:TieredStopAtLevel=1"));
    Path environment = secrets.resolve("keycloak.env");
    Files.writeString(
        environment,
        Files.readString(environment)
            .replaceAll(
                "(KC_BOOTSTRAP_ADMIN_PASSWORD=).*",
                "$1" + drawn.password(Registrar.ADMINISTRATOR_SECRET)));
    words.addAll(List.of("--env-file", environment.toString()));
    words.addAll(
        List.of(
            "-v",
            secrets.resolve("realm.json") + ":/opt/keycloak/data/import/production.json:ro",
            "-v",
            secrets.resolve("tls/ca.crt") + ":/etc/tallystick/ca.crt:ro",
            "-v",
            secrets.resolve("tls/keycloak.crt") + ":/etc/tallystick/keycloak.crt:ro",
            "-v",
            secrets.resolve("tls/keycloak.key") + ":/etc/tallystick/keycloak.key:ro",
            Images.KEYCLOAK,
            // Commands log in side by side.
            "--spi-brute-force-protector--default-brute-force-detector--allow-concurrent-requests=true"));
    podman.run(words.toArray(String[]::new));
  }

  private void startPrometheus() throws IOException, InterruptedException {
    Path configuration = secrets.resolve("prometheus.yaml");
    Files.writeString(
        configuration,
        Files.readString(deploy("compose/prometheus.yaml"))
            .replace(ID_HOST + ":8443", ID_HOST)
            .replace("scrape_interval: 15s", "scrape_interval: 2s"));
    Files.setPosixFilePermissions(configuration, PosixFilePermissions.fromString("rw-r--r--"));
    List<String> words = hardened("prometheus", "prometheus");
    words.addAll(
        List.of(
            "--user",
            "65534:65534",
            "-v",
            configuration + ":/etc/prometheus/prometheus.yaml:ro",
            "-v",
            deploy("observe/alerts.yaml") + ":/etc/prometheus/alerts.yaml:ro",
            "-v",
            secrets.resolve("passwords/prometheus") + ":/etc/prometheus/tallystick.secret:ro",
            "-v",
            secrets.resolve("tls/ca.crt") + ":/etc/prometheus/ca.crt:ro",
            "--entrypoint",
            "/usr/bin/prometheus",
            Images.SERVERS,
            "--config.file=/etc/prometheus/prometheus.yaml",
            "--storage.tsdb.path=/tmp/prometheus"));
    podman.run(words.toArray(String[]::new));
  }

  /** How {@code compose.yaml} has all of them: no rights, nothing to write but what is mounted. */
  private static List<String> hardened(String name, String alias) {
    return new ArrayList<>(
        List.of(
            "run",
            "-d",
            "--name=" + name,
            "--network",
            NETWORK + ":alias=" + alias,
            "--read-only",
            "--tmpfs=/tmp",
            "--cap-drop=all",
            "--security-opt=no-new-privileges",
            "--pids-limit=512",
            "--memory=1g"));
  }

  /** The overlay that is shipped, with the two services told not to wait. */
  private void writeOverlay() throws IOException {
    Files.createDirectory(overlay);
    StringBuilder maps = new StringBuilder();
    for (String service : List.of("consent-service", "data-vault")) {
      String file = service + ".properties";
      String settings = Files.readString(deploy("kubernetes/base/settings").resolve(file)) + SOON;
      if (service.equals("consent-service")) {
        settings += "tallystick.keys.notice=PT2S\n";
      }
      Files.writeString(overlay.resolve(file), settings);
      maps.append("- {name: %s-settings, behavior: merge, files: [%s]}%n".formatted(service, file));
    }
    Files.writeString(
        overlay.resolve("kustomization.yaml"),
        """
        apiVersion: kustomize.config.k8s.io/v1beta1
        kind: Kustomization
        namespace: tallystick
        resources: [%s]
        configMapGenerator:
        %s"""
            .formatted(overlay.relativize(deploy("kubernetes/overlays/podman")), maps));
  }

  /** What clients on this machine know: names for addresses, and where the parts are. */
  private void writeAddresses() throws IOException, InterruptedException {
    StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
    hosts.append(podman.address("keycloak", NETWORK)).append(' ').append(ID_HOST).append('\n');
    for (String service : SERVICES.keySet()) {
      hosts.append(address(service)).append(' ').append(service).append('\n');
    }
    Files.writeString(hosts(), hosts);
    Files.writeString(
        home.clientAddresses(),
        """
        consent=https://consent-service:8081
        vault=https://data-vault:8082
        audit=https://audit-service:8083
        bureau=https://bureau-service:8084
        keycloak=https://%s
        """
            .formatted(ID_HOST));
  }

  private Path hosts() {
    return podman.folder().resolve("hosts");
  }

  /** Options of a virtual machine that is a client: its names, and the authority it trusts. */
  String clientOptions() {
    return "-Djdk.net.hosts.file=%s -Djavax.net.ssl.trustStore=%s -Djavax.net.ssl.trustStoreType=pkcs12"
        .formatted(hosts(), secrets.resolve("tls/truststore.p12"));
  }

  String address(String service) throws IOException, InterruptedException {
    return podman.addressOfPod(service + "-pod", NETWORK);
  }

  /** What Prometheus answers to a query. */
  String query(String expression) throws IOException, InterruptedException {
    return Program.run(
        Map.of(),
        List.of(
            "curl",
            "-sS",
            "--get",
            "--data-urlencode",
            "query=" + expression,
            "http://" + podman.address("prometheus", NETWORK) + ":9090/api/v1/query"));
  }

  /** The status of a GET by TLS, with the name that the certificate has; 0 without an answer. */
  int ask(String host, int port, String path) throws IOException, InterruptedException {
    Program.Result answer = get(host, port, path, "-o", "/dev/null", "-w", "%{http_code}");
    return answer.code() == 0 ? Integer.parseInt(answer.output().strip()) : 0;
  }

  /** What a GET that needs no token is answered with, which must be 200. */
  String read(String host, int port, String path) throws IOException, InterruptedException {
    Program.Result answer = get(host, port, path, "--fail");
    assertThat(answer.code()).as(path + ": " + answer.output()).isZero();
    return answer.output();
  }

  private Program.Result get(String host, int port, String path, String... options)
      throws IOException, InterruptedException {
    String address = host.equals(ID_HOST) ? podman.address("keycloak", NETWORK) : address(host);
    List<String> command = new ArrayList<>(List.of("curl", "-s", "-m", "5"));
    command.addAll(List.of(options));
    command.addAll(
        List.of(
            "--cacert",
            secrets.resolve("tls/ca.crt").toString(),
            "--resolve",
            host + ":" + port + ":" + address,
            "https://" + host + ":" + port + path));
    return Program.tryRun(Map.of(), command);
  }
}
