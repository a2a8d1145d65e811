package dev.tallystick.bench.stage;

import dev.tallystick.postgres.Database;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** The packaged audit-service, in a process and with a configuration file as in an installation. */
public final class AuditProcess implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(90);

  private final ServiceProcess process;

  private AuditProcess(ServiceProcess process) {
    this.process = process;
  }

  /**
   * Starts the service on this database and waits until it is ready.
   *
   * @param witnesses the lines of the log's policy that name its witnesses
   */
  public static AuditProcess start(
      ServiceProcess.Setup setup, Database database, String issuer, Path witnesses)
      throws IOException, InterruptedException {
    List<String> settings = List.of("tallystick.audit.witness-file=" + witnesses);
    return new AuditProcess(
        ServiceProcess.start("audit-service", setup, database, issuer, settings, START));
  }

  /** The verifier key of its log, as it publishes it. */
  public String verifierKey() throws IOException, InterruptedException {
    return publicText("/log/vkey").strip();
  }

  /** The newest public checkpoint, as it publishes it. */
  public String checkpoint() throws IOException, InterruptedException {
    return publicText("/log/checkpoint");
  }

  private String publicText(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = process.get(path);
    if (answer.statusCode() != 200) {
      throw new IOException("the service answers %s with %d".formatted(path, answer.statusCode()));
    }
    return answer.body();
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
