package dev.tallystick.quota;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts what gets through. */
@Path("/things")
@Singleton
@RolesAllowed({"citizen", "lender", "service"})
public class ThingResource {
  final AtomicInteger added = new AtomicInteger();

  @POST
  public void add() {
    added.incrementAndGet();
  }

  @POST
  @Path("search")
  @OnlyReads
  public String search() {
    return "found";
  }

  @POST
  @Path("stop")
  @NeverRefused
  public String stop() {
    return "stopped";
  }

  @GET
  public String get() {
    return "thing";
  }

  @GET
  @Path("public")
  @PermitAll
  public String open() {
    return "open";
  }
}
