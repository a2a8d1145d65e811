package dev.tallystick.startup;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Singleton;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;

/**
 * What a service's host runs out of: room in the folders that the service writes to, and time until
 * its certificate ends. Room is read anew at each scrape, and so is the certificate if the service
 * loads it anew; else the one counts that was there at the start, for that one is shown. A service
 * without a registry of meters does not measure.
 */
@Singleton
final class HostMetrics {
  private static final Map<String, String> FOLDERS =
      Map.of(
          "kms", "tallystick.kms.dir",
          "snapshots", "tallystick.snapshot.dir",
          "backup", "tallystick.keystore.backup-dir");

  private static final String CERTIFICATE = "quarkus.http.ssl.certificate.files";
  private static final String RELOADED = "quarkus.http.ssl.certificate.reload-period";
  private static final double UNKNOWN = Double.NaN;

  void register(@Observes StartupEvent start, Instance<MeterRegistry> registry, Config settings) {
    if (registry.isResolvable()) {
      register(registry.get(), settings);
    }
  }

  static void register(MeterRegistry registry, Config settings) {
    FOLDERS.forEach(
        (name, key) ->
            setting(settings, key)
                .map(File::new)
                .ifPresent(
                    folder -> {
                      Tags tags = Tags.of("folder", name);
                      // A registry alone keeps no file from being collected.
                      Gauge.builder("tallystick.disk.free", folder, File::getUsableSpace)
                          .strongReference(true)
                          .description("What the service may yet write there")
                          .baseUnit("bytes")
                          .tags(tags)
                          .register(registry);
                      Gauge.builder("tallystick.disk.size", folder, File::getTotalSpace)
                          .strongReference(true)
                          .description("How much the folder's disk takes")
                          .baseUnit("bytes")
                          .tags(tags)
                          .register(registry);
                    }));
    setting(settings, CERTIFICATE)
        .map(files -> Path.of(files.split(",", -1)[0].strip()))
        .ifPresent(file -> register(registry, file, setting(settings, RELOADED).isPresent()));
  }

  private static void register(MeterRegistry registry, Path certificate, boolean isReloaded) {
    double atStart = endsAt(certificate);
    Gauge.builder(
            "tallystick.certificate.ends.at",
            certificate,
            file -> isReloaded ? endsAt(file) : atStart)
        .strongReference(true)
        .description("Unix time at which the certificate that is shown to callers ends")
        .baseUnit("seconds")
        .register(registry);
  }

  private static Optional<String> setting(Config settings, String key) {
    return settings.getOptionalValue(key, String.class).filter(text -> !text.isBlank());
  }

  private static double endsAt(Path file) {
    try (InputStream pem = Files.newInputStream(file)) {
      X509Certificate first =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
      return first.getNotAfter().toInstant().getEpochSecond();
    } catch (IOException | CertificateException e) {
      return UNKNOWN;
    }
  }
}
