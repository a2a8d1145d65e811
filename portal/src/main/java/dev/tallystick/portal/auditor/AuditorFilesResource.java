package dev.tallystick.portal.auditor;

import dev.tallystick.portal.call.Neighbour;
import dev.tallystick.portal.call.Neighbours;
import dev.tallystick.portal.call.Part;
import dev.tallystick.portal.call.Reply;
import dev.tallystick.portal.document.ChargedSum;
import dev.tallystick.portal.document.ChargedSums;
import dev.tallystick.portal.document.ComparedHolders;
import dev.tallystick.portal.document.LogCheck;
import dev.tallystick.portal.document.LogCondition;
import dev.tallystick.portal.document.LoggedRead;
import dev.tallystick.portal.document.LoggedReads;
import dev.tallystick.portal.document.RaisedAnomalies;
import dev.tallystick.portal.document.ReconciledDays;
import dev.tallystick.portal.document.SealedSums;
import dev.tallystick.portal.file.CsvFile;
import dev.tallystick.portal.file.FileResource;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the auditor's pages show, as files: CSV, or what the service says in JSON. Those of a
 * lineage are at {@link LineagePageResource}.
 */
@Path("/auditor")
@RolesAllowed({"auditor", "regulator"})
@Blocking
public class AuditorFilesResource {
  private final Neighbours neighbours;
  private final LogHealthMemory health;
  private final FileResource files;

  AuditorFilesResource(Neighbours neighbours, LogHealthMemory health, FileResource files) {
    this.neighbours = neighbours;
    this.health = health;
    this.files = files;
  }

  /** Who paid whom in some days. */
  @GET
  @Path("money/file")
  public Response money(
      @QueryParam("format") @Nullable String format,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    LocalDate first = Days.find(from).orElseThrow(NotFoundException::new);
    LocalDate last = Days.find(to).orElseThrow(NotFoundException::new);
    requireFormat(format);
    Reply reply =
        neighbours.get(Neighbour.AUDIT, "/v1/money-flow?from=" + first + "&to=" + last).join();
    return file(
        "money",
        format,
        reply,
        answer -> answer.read(ChargedSums.Partial::new).map(AuditorFilesResource::csv));
  }

  /** How the log is. */
  @GET
  @Path("health/file")
  public Response health(@QueryParam("format") @Nullable String format) {
    requireFormat(format);
    return file(
        "health",
        format,
        health.ask().join(),
        answer -> answer.read(LogCondition.Partial::new).map(AuditorFilesResource::csv));
  }

  /** What the reader has read. */
  @GET
  @Path("reads/file")
  public Response reads(
      @QueryParam("format") @Nullable String format,
      @QueryParam("cursor") @Nullable String cursor) {
    requireFormat(format);
    String from =
        cursor == null ? "" : "?cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return file(
        "reads",
        format,
        neighbours.get(Neighbour.AUDIT, "/v1/me/reads" + from).join(),
        answer -> answer.read(LoggedReads.Partial::new).map(AuditorFilesResource::csv));
  }

  /** What the detectors have noticed. */
  @GET
  @Path("detectors/file")
  public Response detectors(
      @QueryParam("format") @Nullable String format,
      @QueryParam("cursor") @Nullable String cursor) {
    requireFormat(format);
    String from =
        cursor == null ? "" : "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
    return file(
        "detectors",
        format,
        neighbours
            .get(Neighbour.AUDIT, "/v1/anomalies?limit=" + DetectorPageResource.PAGE + from)
            .join(),
        answer -> answer.read(RaisedAnomalies.Partial::new).map(WatchedCsv::of));
  }

  /** Both halves of the tally in some days. */
  @GET
  @Path("reconciliation/file")
  public Response reconciliation(
      @QueryParam("format") @Nullable String format,
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to) {
    LocalDate first = Days.find(from).orElseThrow(NotFoundException::new);
    LocalDate last = Days.find(to).orElseThrow(NotFoundException::new);
    requireFormat(format);
    return file(
        "reconciliation",
        format,
        neighbours.get(Neighbour.AUDIT, "/v1/reconciliation?from=" + first + "&to=" + last).join(),
        answer -> answer.read(ReconciledDays.Partial::new).map(WatchedCsv::of));
  }

  /** How bureaus treat their owners. */
  @GET
  @Path("parity/file")
  public Response parity(
      @QueryParam("format") @Nullable String format, @QueryParam("month") @Nullable String month) {
    YearMonth asked = Days.findMonth(month).orElseThrow(NotFoundException::new);
    requireFormat(format);
    return file(
        "parity",
        format,
        neighbours.get(Neighbour.AUDIT, "/v1/parity?month=" + asked).join(),
        answer -> answer.read(ComparedHolders.Partial::new).map(ParityCsv::of));
  }

  /** What authorities keep from persons. */
  @GET
  @Path("sealed/file")
  public Response sealed(@QueryParam("format") @Nullable String format) {
    requireFormat(format);
    return file(
        "sealed",
        format,
        neighbours.get(Neighbour.AUDIT, "/index/sealed").join(),
        answer -> answer.read(SealedSums.Partial::new).map(ParityCsv::of));
  }

  private Response file(
      String name, @Nullable String format, Reply reply, Function<Reply, Part<byte[]>> csv) {
    return "csv".equals(format)
        ? files.of(csv.apply(reply), name + ".csv", "text/csv;charset=UTF-8")
        : files.of(reply.read(any -> reply.bytes()), name + ".json", "application/json");
  }

  private static void requireFormat(@Nullable String format) {
    if (!"csv".equals(format) && !"json".equals(format)) {
      throw new NotFoundException();
    }
  }

  private static byte[] csv(ChargedSums.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of("day", "paid_to", "paid_by", "product", "currency", "reports", "amount"));
    for (ChargedSum.Partial sum : answer.flows()) {
      csv.add(
          List.of(
              sum.day().map(LocalDate::toString).orElse(""),
              sum.from().orElse(""),
              sum.to().orElse(""),
              sum.product().orElse(""),
              sum.currency().orElse(""),
              number(sum.releases()),
              number(sum.amount())));
    }
    return csv.toByteArray();
  }

  private static byte[] csv(LogCondition.Partial log) {
    Optional<LogCheck.Partial> self = log.self();
    CsvFile csv =
        new CsvFile(
            List.of(
                "as_of",
                "size",
                "writable",
                "witnessed_size",
                "witnessed_at",
                "indexed_size",
                "index_lag",
                "checked_size",
                "checked_at",
                "holds",
                "finding"));
    csv.add(
        List.of(
            log.asOf().orElse(""),
            number(log.size()),
            log.writable().map(Object::toString).orElse(""),
            number(log.witnessedSize()),
            log.witnessedAt().orElse(""),
            number(log.indexedSize()),
            number(log.indexLag()),
            self.map(check -> number(check.size())).orElse(""),
            self.flatMap(LogCheck.Partial::at).orElse(""),
            self.flatMap(LogCheck.Partial::holds).map(Object::toString).orElse(""),
            self.flatMap(LogCheck.Partial::finding).orElse("")));
    return csv.toByteArray();
  }

  private static byte[] csv(LoggedReads.Partial answer) {
    CsvFile csv =
        new CsvFile(
            List.of(
                "log_index",
                "recorded_at",
                "kind",
                "purpose",
                "party",
                "entry",
                "first_index",
                "last_index"));
    for (LoggedRead.Partial read : answer.reads()) {
      csv.add(
          List.of(
              number(read.index()),
              read.recordedAt().orElse(""),
              read.kind().orElse(""),
              read.purpose().orElse(""),
              read.party().orElse(""),
              read.entry().orElse(""),
              number(read.firstIndex()),
              number(read.lastIndex())));
    }
    return csv.toByteArray();
  }

  private static String number(OptionalLong number) {
    return number.isPresent() ? String.valueOf(number.getAsLong()) : "";
  }
}
