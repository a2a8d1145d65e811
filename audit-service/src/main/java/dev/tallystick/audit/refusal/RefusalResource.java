package dev.tallystick.audit.refusal;

import dev.tallystick.audit.access.Reader;
import dev.tallystick.audit.opening.ReadRecord;
import dev.tallystick.audit.problem.AuditProblem;
import dev.tallystick.audit.problem.AuditProblemCode;
import dev.tallystick.audit.usage.PageRequest;
import dev.tallystick.caller.Caller;
import dev.tallystick.events.json.CanonicalJson;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/refusals}: who was refused what by which rule. The read is in the log first: in
 * the party's list if it is about one, else among the reads of a range.
 */
@Path("/v1/refusals")
class RefusalResource {
  private static final String REGULATOR = "regulator";
  private static final int MOST_DAYS = 366;
  private static final String CODE = "[A-Z][A-Z0-9_.-]{0,63}";

  private final Refusals refusals;
  private final ReadRecord record;
  private final Caller caller;

  RefusalResource(Refusals refusals, ReadRecord record, Caller caller) {
    this.refusals = refusals;
    this.record = record;
    this.caller = caller;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed({REGULATOR, "auditor"})
  @Blocking
  public Response read(
      @QueryParam("from") @Nullable String from,
      @QueryParam("to") @Nullable String to,
      @QueryParam("party") @Pattern(regexp = "[a-z0-9][a-z0-9._-]{0,63}") @Nullable String party,
      @QueryParam("rule") @Pattern(regexp = CODE) @Nullable String rule,
      @QueryParam("outcome") @Pattern(regexp = CODE) @Nullable String outcome,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("purpose") @DefaultValue("oversight") @Size(min = 1, max = 200) String purpose) {
    Optional<String> about = Optional.ofNullable(party);
    Set<String> scope = scope(about);
    Refusals.Span span = span(day("from", from), day("to", to), cursor);
    OptionalLong logged = log(scope, purpose, about, span);
    Refusals.Page page =
        refusals.find(
            new Refusals.Sought(about, Optional.ofNullable(rule), Optional.ofNullable(outcome)),
            span);
    String next =
        page.next().isPresent()
            ? ",\"next\":\"" + PageRequest.cursor(page.next().getAsLong()) + "\""
            : "";
    String json =
        page.refusals().stream()
            .map(CanonicalJson::text)
            .collect(Collectors.joining(",", "{\"refusals\":[", "]" + next + "}"));
    Response.ResponseBuilder response = Response.ok(json, MediaType.APPLICATION_JSON);
    logged.ifPresent(index -> response.header("Audit-Index", index));
    return response.build();
  }

  /** Nothing is read of a span without entries, and nothing of one party can be told of it. */
  private OptionalLong log(
      Set<String> scope, String purpose, Optional<String> party, Refusals.Span span) {
    if (party.isPresent()) {
      return OptionalLong.of(record.partyRead(caller.account(), scope, purpose, party.get()));
    }
    return span.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            record.bulkRead(caller.account(), scope, purpose, span.from(), span.to()));
  }

  private Set<String> scope(Optional<String> party) {
    if (caller.hasRole(REGULATOR)) {
      return Set.of(REGULATOR);
    }
    Set<String> scope = caller.auditScope();
    boolean isCovered =
        scope.contains(Reader.EVERYTHING) || party.filter(scope::contains).isPresent();
    if (!isCovered) {
      throw AuditProblem.of(AuditProblemCode.OUT_OF_AUDIT_SCOPE);
    }
    return scope;
  }

  private Refusals.Span span(LocalDate first, LocalDate last, @Nullable String cursor) {
    if (last.isBefore(first) || !last.isBefore(first.plusDays(MOST_DAYS))) {
      throw AuditProblem.ofField(
          AuditProblemCode.RANGE_INVALID, "to", "from or later, at most " + MOST_DAYS + " days");
    }
    Refusals.Span span = refusals.span(millis(first), millis(last.plusDays(1)));
    if (cursor == null) {
      return span;
    }
    long begin = PageRequest.of(cursor, 1).before().orElse(span.from());
    return new Refusals.Span(Math.max(span.from(), begin), span.to());
  }

  private static long millis(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
  }

  private static LocalDate day(String field, @Nullable String text) {
    try {
      if (text != null && text.length() == 10) {
        return LocalDate.parse(text);
      }
    } catch (DateTimeParseException e) {
      // Told below.
    }
    throw AuditProblem.ofField(AuditProblemCode.RANGE_INVALID, field, "a day, yyyy-mm-dd");
  }
}
