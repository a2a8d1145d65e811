package dev.tallystick.consent.publication;

import dev.tallystick.consent.ConsentConfig;
import dev.tallystick.consent.FieldForms;
import dev.tallystick.consent.PartyProblemCode;
import dev.tallystick.quota.Quota;
import dev.tallystick.quota.QuotaHolder;
import dev.tallystick.quota.Quotas;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * {@code /v1/publications} and {@code /v1/traffic}: what parties publish and what goes between
 * them, for everybody, without a token. A page is made once a minute at most, however often it is
 * read.
 */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
class PublicationResource {
  private static final Duration KEPT = Duration.ofSeconds(60);
  private static final String ALL = "";

  /** No id of a party has a slash. */
  private static final String BETWEEN = "/traffic";

  private final Publications publications;
  private final TrafficPage traffic;
  private final Quotas quotas;
  private final Quota reads;
  private final Clock clock;

  /** As many as there are parties: a page of nobody is not kept. */
  private final Map<String, Page> pages = new ConcurrentHashMap<>();

  private record Page(Object shown, Instant until) {}

  PublicationResource(
      Publications publications,
      TrafficPage traffic,
      Quotas quotas,
      ConsentConfig.Publication config,
      Clock clock) {
    this.publications = publications;
    this.traffic = traffic;
    this.quotas = quotas;
    this.reads = Quota.perMinute("publications", config.perMinute());
    this.clock = clock;
  }

  @GET
  @Path("publications")
  public Response list(@Context RoutingContext exchange) {
    count(exchange);
    return page(ALL, publications::all);
  }

  @GET
  @Path("publications/{party}")
  public Response get(
      @PathParam("party") @Pattern(regexp = FieldForms.PARTY) String party,
      @Context RoutingContext exchange) {
    count(exchange);
    return page(
        party, () -> publications.of(party).orElseThrow(PartyProblemCode.PARTY_UNKNOWN::problem));
  }

  /** What has gone between parties, and which direct sales were refused. */
  @GET
  @Path("traffic")
  public Response traffic(@Context RoutingContext exchange) {
    count(exchange);
    return page(BETWEEN, traffic::now);
  }

  private void count(RoutingContext exchange) {
    @Nullable SocketAddress remote = exchange.request().remoteAddress();
    String address = remote == null ? "" : String.valueOf(remote.hostAddress());
    quotas
        .takeOne(reads, QuotaHolder.address(address))
        .ifPresent(
            wait -> {
              throw PartyProblemCode.PUBLICATION_QUOTA_EXCEEDED.problem(wait);
            });
  }

  private Response page(String name, Supplier<Object> made) {
    Instant now = clock.instant();
    Page page = pages.get(name);
    if (page == null || !now.isBefore(page.until())) {
      page = new Page(made.get(), now.plus(KEPT));
      pages.put(name, page);
    }
    return Response.ok(page.shown(), MediaType.APPLICATION_JSON)
        .header("Cache-Control", "public, max-age=60")
        .build();
  }
}
