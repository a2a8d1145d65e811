package dev.tallystick.idempotency;

import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Singleton;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts how often it is asked. */
@Path("/orders")
@Singleton
@RolesAllowed("lender")
public class OrderResource {
  final AtomicInteger asked = new AtomicInteger();
  volatile CountDownLatch begun = new CountDownLatch(0);
  volatile CountDownLatch goOn = new CountDownLatch(0);

  @POST
  @Idempotent
  public Response order(Map<String, String> order) throws InterruptedException {
    int number = asked.incrementAndGet();
    begun.countDown();
    goOn.await();
    return Response.created(URI.create("/orders/" + number))
        .entity(Map.of("number", number, "item", String.valueOf(order.get("item"))))
        .build();
  }

  @POST
  @Path("{id}/cancel")
  @Idempotent
  public void cancel(@PathParam("id") String id) {
    asked.incrementAndGet();
  }

  @POST
  @Path("{id}/stop")
  @Idempotent
  @KeyOptional
  public String stop(@PathParam("id") String id) {
    return "" + asked.incrementAndGet();
  }

  @POST
  @Path("refused")
  @Idempotent
  public Response refused(String body) {
    asked.incrementAndGet();
    throw new IdempotencyProblem.KeyReused();
  }

  @POST
  @Path("away")
  @Produces("text/plain")
  @Idempotent
  public Response away(String body) {
    long drawn = RequestDraws.nextOfRequest("ord").orElseThrow().random().nextLong();
    return Response.status(asked.incrementAndGet() == 1 ? 503 : 200).entity("" + drawn).build();
  }
}
