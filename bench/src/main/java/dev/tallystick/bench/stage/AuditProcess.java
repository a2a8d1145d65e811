package dev.tallystick.bench.stage;

import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;

/** The packaged audit-service, in a process and with a configuration file as in an installation. */
public final class AuditProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final ServiceProcess process;

  private AuditProcess(ServiceProcess process) {
    this.process = process;
  }

  /** Starts the service on this database and waits until it is ready. */
  public static AuditProcess start(ServiceProcess.Setup setup, Database database, String issuer)
      throws IOException, InterruptedException {
    return new AuditProcess(
        ServiceProcess.start("audit-service", setup, database, issuer, List.of(), START));
  }

  /** The verifier key of its log, as it publishes it. */
  public String verifierKey() throws IOException, InterruptedException {
    HttpResponse<String> answer = process.get("/log/vkey");
    if (answer.statusCode() != 200) {
      throw new IOException("the service does not tell its key: status " + answer.statusCode());
    }
    return answer.body().strip();
  }

  public InetSocketAddress address() {
    return process.address();
  }

  public long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.close();
  }
}
