package dev.tallystick.problem;

import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.InternalServerErrorException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;

/** A resource that refuses in each way that the mappers know. */
@Path("/refusing")
@Produces(MediaType.APPLICATION_JSON)
public class RefusingResource {

  /** A body of the tests. */
  public record Order(
      @NotNull @Size(min = 1, max = 8) String name,
      @Max(10) Integer amount,
      List<@Valid Line> lines,
      Instant due,
      @Pattern(regexp = "DONE|NOT_HELD") String answer,
      Mode mode) {}

  /** A field with few values. */
  public enum Mode {
    FAST,
    SLOW
  }

  /** A part of a body. */
  public record Line(@Size(max = 4) String text, Integer count) {}

  static final class Moved extends DomainProblem {
    Moved() {
      super(
          ProblemDocument.of("GUARD_MOVED", 409, "Guard moved", "Decide anew.")
              .withField("guards[0]", "version")
              .withRule("R21", "cn/2026.1")
              .withAudit("0190-event", 7L));
    }

    @Override
    public Map<String, String> extensions() {
      return Map.of("missing", "[\"CONTACT\",\"METHOD\"]");
    }
  }

  static final class Busy extends DomainProblem {
    Busy() {
      super(ProblemDocument.of("LOG_BUSY", 503, "Log busy", "Try again."), Duration.ofMillis(1500));
    }
  }

  /** An id that refuses a text of another form, as a record does: in its constructor. */
  public record StrictId(String value) {
    public StrictId {
      if (!value.startsWith("id_")) {
        throw new IllegalArgumentException("secret-" + value);
      }
    }
  }

  @GET
  @Path("moved")
  public String moved() {
    throw new Moved();
  }

  @GET
  @Path("busy")
  public Uni<String> busy() {
    return Uni.createFrom().failure(new CompletionException(new Busy()));
  }

  @GET
  @Path("fault")
  public String fault() {
    throw new IllegalStateException("the-cause-is-secret");
  }

  @GET
  @Path("database/{state}")
  public String database(@PathParam("state") String state) {
    throw new IllegalStateException(
        "the-cause-is-secret",
        new IOException(
            state.equals("none")
                ? new SQLException("the pool's message", new TimeoutException())
                : new SQLException("the-cause-is-secret", state)));
  }

  @GET
  @Path("web-fault")
  public String webFault() {
    throw new InternalServerErrorException(new IOException("the-cause-is-secret"));
  }

  @GET
  @Path("conflict")
  public String conflict() {
    throw new ClientErrorException(
        "the-message-is-secret", Response.status(409).header("X-Kept", "yes").build());
  }

  @GET
  @Path("teapot")
  public String teapot() {
    throw new WebApplicationException(418);
  }

  @GET
  @Path("redirect")
  public String redirect() {
    throw new WebApplicationException(Response.seeOther(java.net.URI.create("/elsewhere")).build());
  }

  @GET
  @Path("overloaded")
  public String overloaded() {
    throw new RejectedExecutionException("pool of 7 is full");
  }

  @GET
  @Path("by-uuid/{id}")
  public String byUuid(@PathParam("id") UUID id) {
    return "{}";
  }

  @GET
  @Path("by-id/{id}")
  public String byId(@PathParam("id") StrictId id) {
    return "{}";
  }

  @GET
  @Path("page")
  public String page(@QueryParam("limit") @Max(100) int limit, @HeaderParam("X-Size") int size) {
    return "{}";
  }

  @GET
  @Path("kept")
  public Response kept() {
    return Response.ok("{}").header("Cache-Control", "public, max-age=60").build();
  }

  @POST
  @Path("order")
  @Consumes(MediaType.APPLICATION_JSON)
  public String order(@Valid @NotNull Order order) {
    return "{}";
  }

  @POST
  @Path("order-reactive")
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<String> orderReactive(@Valid @NotNull Order order) {
    return Uni.createFrom().item("{}");
  }

  @POST
  @Path("upload")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public String upload(InputStream body) throws IOException {
    return Long.toString(body.readAllBytes().length);
  }

  @GET
  @Path("returns-nonsense")
  public @NotNull @Size(max = 1) String returnsNonsense() {
    return "too long";
  }

  @GET
  @Path("private")
  @RolesAllowed("auditor")
  public String forAuditors() {
    return "{}";
  }
}
